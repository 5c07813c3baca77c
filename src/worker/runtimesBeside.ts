import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { lacksRuntimes, type TraceFile } from '../trace';
import { type RuntimeFile, runtimeFile, withRuntimesOf } from './containers';
import { fileSource } from './fileSource';

/** Further files of a folder are not looked at. */
const MOST_FILES = 200;

/**
 * A trace with the runtimes of its functions, where another file of its data set has them and stands in its folder.
 * @param paths the trace's files, or their folder
 */
export async function withRuntimesBeside(trace: TraceFile, paths: readonly string[]): Promise<TraceFile> {
  if (paths.length === 0 || !lacksRuntimes(trace)) return trace;
  const isFolder = await stat(paths[0]).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const folder = isFolder ? paths[0] : path.dirname(paths[0]);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => name.endsWith('.csv')).slice(0, MOST_FILES)) {
    const found = await runtimesAt(folder, name);
    if (found) return withRuntimesOf(trace, [found]);
  }
  return trace;
}

/** null for any other file, and for one that cannot be read. */
async function runtimesAt(folder: string, name: string): Promise<RuntimeFile | null> {
  const source = await fileSource(path.join(folder, name)).catch(() => null);
  try {
    return source && (await runtimeFile(name, source));
  } catch {
    return null;
  } finally {
    await source?.close();
  }
}

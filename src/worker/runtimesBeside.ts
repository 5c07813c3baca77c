import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { lacksRuntimes, runtimesIn, type TraceFile, withRuntimes } from '../trace';
import { readBeginning } from './regularFile';

/** A region's table of runtimes has some 2,000 rows. */
const MOST_BYTES = 1 << 24;
const HEADER_BYTES = 1 << 10;
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
    const runtimes = await runtimesAt(path.join(folder, name));
    if (runtimes) return withRuntimes(trace, runtimes, name);
  }
  return trace;
}

/** null for any other file, and for one that cannot be read. */
async function runtimesAt(file: string): Promise<ReadonlyMap<string, string> | null> {
  try {
    const beginning = new TextDecoder().decode(await readBeginning(file, HEADER_BYTES));
    if (runtimesIn(beginning) === null || (await stat(file)).size > MOST_BYTES) return null;
    return runtimesIn(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

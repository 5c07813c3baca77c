import { type ByteSource, lacksRuntimes, runtimesIn, type TraceFile, withRuntimes } from '../../trace';
import { firstBytes, readRange } from './ranges';

/** A region's table of runtimes has some 2,000 rows. */
const MOST_BYTES = 1 << 24;
const HEADER_BYTES = 1 << 10;

/** A file of a data set that tells the runtimes of its functions. */
export interface RuntimeFile {
  readonly name: string;
  readonly runtimes: ReadonlyMap<string, string>;
}

/** null for any other file. Rejects if the file can't be read. */
export async function runtimeFile(name: string, source: ByteSource): Promise<RuntimeFile | null> {
  const decoder = new TextDecoder();
  const { bytes } = await firstBytes(source, HEADER_BYTES);
  if (runtimesIn(decoder.decode(bytes)) === null) return null;
  const whole = await readRange(source, 0, Math.min(source.size, MOST_BYTES + 1));
  if (whole.length > MOST_BYTES) return null;
  const runtimes = runtimesIn(decoder.decode(whole));
  return runtimes && { name, runtimes };
}

/** A trace with the runtimes of its functions from files that were opened with it. */
export function withRuntimesOf(trace: TraceFile, files: readonly RuntimeFile[]): TraceFile {
  if (!lacksRuntimes(trace)) return trace;
  for (const { name, runtimes } of files) {
    const found = withRuntimes(trace, runtimes, name);
    if (found !== trace) return found;
  }
  return trace;
}

import type { WorkerEvents } from '../protocol/worker';
import { SoFar } from '../statistics';
import { type ByteSource, type LatencyUnitSetting, readTrace } from '../trace';
import { fileSource } from './fileSource';
import { readProgress } from './readProgress';

/** Enough of a file for first numbers, and read within some milliseconds. */
const SIGHT_BYTES = 1 << 18;

/**
 * What the beginning of a file says, or all of a small one, as if the reading of it had come so far; null where no row of it can be read,
 * of which that reading has more to tell. It is computed by the calling thread, which has it before another would have started.
 */
export async function firstSight(path: string, unit: LatencyUnitSetting): Promise<WorkerEvents['readProgress'] | null> {
  const source = await fileSource(path).catch(() => null);
  if (!source) return null;
  const soFar = new SoFar(unit);
  let sight: WorkerEvents['readProgress'] | null = null;
  try {
    const { bytes, table } = await readTrace(beginningOf(source), {
      checkpoint: (read) => {
        if (source.size <= SIGHT_BYTES) return;
        sight = readProgress({ ...read, totalBytes: source.size }, soFar.after(read));
        throw ENOUGH;
      },
    });
    const { rowCount: rows, functionNames } = table;
    sight = readProgress({ bytes, totalBytes: bytes, rows, functionNames }, soFar.ofAll(table));
  } catch {
    // That was enough, or it is no trace.
  } finally {
    await source.close();
  }
  return sight;
}

const ENOUGH = new Error('Enough has been read.');

function beginningOf(source: ByteSource): ByteSource {
  return { size: Math.min(source.size, SIGHT_BYTES), read: () => beginning(source) };
}

async function* beginning(source: ByteSource): AsyncGenerator<Uint8Array> {
  let left = SIGHT_BYTES;
  for await (const piece of source.read(0)) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

import type { WorkerEvents } from '../protocol/worker';
import { RunningSummary } from '../statistics';
import { SyntheticCheck } from '../synthetic';
import {
  type ByteSource,
  type LatencyUnitSetting,
  type RememberedTable,
  readTrace,
  type TimeUnitSetting,
} from '../trace';
import { fileSource } from './fileSource';
import { readProgress } from './readProgress';

/** Read and summarized within some milliseconds. */
const PREVIEW_BYTES = 1 << 18;

/**
 * A progress report made from the first 256 KiB of a file, or from all of a small one. null if no row can be read; the
 * full reading will report why. Runs in the calling thread, which has the answer before a worker could have started.
 */
export async function preview(
  path: string,
  unit: LatencyUnitSetting,
  timeUnit: TimeUnitSetting = 'auto',
  remembered: readonly RememberedTable[] = [],
): Promise<WorkerEvents['readProgress'] | null> {
  const source = await fileSource(path).catch(() => null);
  if (!source) return null;
  const summary = new RunningSummary(unit);
  const synthetic = new SyntheticCheck();
  let progress: WorkerEvents['readProgress'] | null = null;
  try {
    const { bytes, table, relativeTime } = await readTrace(beginningOf(source), {
      timeUnit,
      remembered,
      checkpoint: (read) => {
        if (source.size <= PREVIEW_BYTES) return;
        progress = readProgress({ ...read, totalBytes: source.size }, summary.after(read), synthetic);
        throw ENOUGH;
      },
    });
    const { rowCount: rows, functionNames } = table;
    progress = readProgress(
      { bytes, totalBytes: bytes, rows, functionNames, relativeTime },
      summary.ofAll(table),
      synthetic,
    );
  } catch {
    // Either ENOUGH, or the file is not a trace.
  } finally {
    await source.close();
  }
  return progress;
}

/** Thrown from the first checkpoint to end the reading there. */
const ENOUGH = new Error('Enough has been read.');

function beginningOf(source: ByteSource): ByteSource {
  return { size: Math.min(source.size, PREVIEW_BYTES), read: () => beginning(source) };
}

async function* beginning(source: ByteSource): AsyncGenerator<Uint8Array> {
  let left = PREVIEW_BYTES;
  for await (const piece of source.read(0)) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

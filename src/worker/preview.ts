import type { WorkerEvents } from '../protocol/worker';
import { RunningSummary } from '../statistics';
import { SyntheticCheck } from '../synthetic';
import { type LatencyUnitSetting, type RememberedTable, readTrace, type TimeUnitSetting } from '../trace';
import { rangeSource } from './containers/ranges';
import { streamedText } from './containers/streamed';
import { fileSource } from './fileSource';
import { readProgress } from './readProgress';

/** Read and summarized within some milliseconds. */
const PREVIEW_BYTES = 1 << 18;

/**
 * A progress report made from the first 256 KiB of a file's text, or from all of a small one. null if no row can be
 * read, and for archives and Parquet files, which are read from their end; the full reading will report why. Runs in
 * the calling thread, which has the answer before a worker could have started.
 */
export async function preview(
  path: string,
  unit: LatencyUnitSetting,
  timeUnit: TimeUnitSetting = 'auto',
  remembered: readonly RememberedTable[] = [],
): Promise<WorkerEvents['readProgress'] | null> {
  const file = await fileSource(path).catch(() => null);
  if (!file) return null;
  const summary = new RunningSummary(unit);
  const synthetic = new SyntheticCheck();
  let progress: WorkerEvents['readProgress'] | null = null;
  try {
    const source = await streamedText(file, path);
    if (!source) return null;
    const beginning = { ...rangeSource(source, 0, PREVIEW_BYTES), size: Math.min(source.size, PREVIEW_BYTES) };
    const { table, relativeTime, detectedUnit } = await readTrace(beginning, {
      timeUnit,
      remembered,
      checkpoint: (read) => {
        if (source.size <= PREVIEW_BYTES) return;
        const { bytes, totalBytes } = source.stored ?? { bytes: read.bytes, totalBytes: source.size };
        progress = readProgress({ ...read, bytes, totalBytes }, summary.after(read), synthetic);
        throw ENOUGH;
      },
    });
    const { rowCount: rows, functionNames } = table;
    progress = readProgress(
      { bytes: file.size, totalBytes: file.size, rows, functionNames, relativeTime },
      summary.ofAll(table, detectedUnit.isGiven),
      synthetic,
    );
  } catch {
    // Either ENOUGH, or the file is not a trace.
  } finally {
    await file.close();
  }
  return progress;
}

/** Thrown from the first checkpoint to end the reading there. */
const ENOUGH = new Error('Enough has been read.');

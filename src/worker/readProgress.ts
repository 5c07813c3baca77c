import type { WorkerEvents } from '../protocol/worker';
import type { RowsSummary } from '../statistics';
import type { SyntheticCheck } from '../synthetic';
import type { ReadProgress } from '../trace';

/** Progress of reading a trace, with a summary of the rows so far; null before the first row. */
export function readProgress(
  { bytes, totalBytes, rows, functionNames, relativeTime }: Omit<ReadProgress, 'columns' | 'isInSeconds'>,
  summary: RowsSummary | null,
  synthetic: SyntheticCheck,
): WorkerEvents['readProgress'] {
  const partial = summary && { ...summary, relativeTime, synthetic: synthetic.check(functionNames) };
  return { bytes, totalBytes, rows, partial };
}

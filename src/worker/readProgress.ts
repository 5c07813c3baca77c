import type { WorkerEvents } from '../protocol/worker';
import type { RowsSummary } from '../statistics';
import { isSynthetic } from '../synthetic';
import type { ReadProgress } from '../trace';

/** How far the reading of a trace has come, and what its rows so far say; a null `summary` for none. */
export function readProgress(
  { bytes, totalBytes, rows, functionNames }: Omit<ReadProgress, 'columns'>,
  summary: RowsSummary | null,
): WorkerEvents['readProgress'] {
  return { bytes, totalBytes, rows, partial: summary && { ...summary, synthetic: isSynthetic(functionNames) } };
}

import type { TraceTable } from '../trace';
import { quantile } from './quantile';

/** Seconds between consecutive cold starts of rows that are in order of time. */
export function gapsBetween(table: TraceTable, rows: Uint32Array): Float64Array {
  const gaps = new Float64Array(Math.max(0, rows.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = table.time[rows[i + 1]] - table.time[rows[i]];
  return gaps;
}

/** Their median; NaN with fewer than two rows. */
export function medianGap(table: TraceTable, rows: Uint32Array): number {
  return quantile(gapsBetween(table, rows).sort(), 0.5);
}

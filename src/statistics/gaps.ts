import { medianOf } from './select';

/**
 * The median of the seconds between consecutive ascending times; NaN with fewer than two. Overwrites the first `count`
 * elements of `times`.
 */
export function medianGap(times: Float64Array, count: number): number {
  if (count < 2) return Number.NaN;
  for (let i = 1; i < count; i++) times[i - 1] = times[i] - times[i - 1];
  return medianOf(times, 0, count - 1);
}

import { medianOf } from './select';

/**
 * The median of the seconds between consecutive times, which ascend; NaN with fewer than two. What is in the first `count` places of
 * `times` is lost.
 */
export function medianGap(times: Float64Array, count: number): number {
  if (count < 2) return Number.NaN;
  for (let i = 1; i < count; i++) times[i - 1] = times[i] - times[i - 1];
  return medianOf(times, 0, count - 1);
}

import { meanOverSeeds } from '../simulation';

/** Where a number of independent repetitions lies, with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Values that a median needs for an interval. */
export const LEAST_FOR_MEDIAN = 6;

/** Of a mean: Student's t. null for fewer than two values. */
export function meanInterval(values: readonly number[]): Interval | null {
  if (values.length < 2) return null;
  const { mean, halfWidth95 } = meanOverSeeds(values);
  return { low: mean - halfWidth95, high: mean + halfWidth95 };
}

/**
 * Of a quantile, from order statistics, whatever the distribution (Le Boudec, Performance Evaluation of Computer and
 * Communication Systems, §2.2): the narrowest ranks around the quantile that cover it with 95 %. null where there are
 * too few values for any, fewer than `LEAST_FOR_MEDIAN` for a median.
 * @param share of the quantile, between 0 and 1
 */
export function quantileInterval(values: readonly number[], share: number): Interval | null {
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const atMost = cumulativeBinomial(n, share);
  let best: Interval | null = null;
  let narrowest = Number.POSITIVE_INFINITY;
  // The quantile lies between the order statistics j and k (from 1) if j to k − 1 of the values are below it.
  for (let j = 1; j < n; j++) {
    for (let k = j + 1; k <= n && k - j < narrowest; k++) {
      if (atMost[k - 1] - atMost[j - 1] < 0.95) continue;
      narrowest = k - j;
      best = { low: sorted[j - 1], high: sorted[k - 1] };
    }
  }
  return best;
}

/** P(at most i of n succeed), by i. In logarithms: n may be a thousand. */
function cumulativeBinomial(n: number, share: number): Float64Array {
  const sums = new Float64Array(n + 1);
  let log = n * Math.log1p(-share);
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    sum += Math.exp(log);
    sums[i] = sum;
    log += Math.log((n - i) / (i + 1)) + Math.log(share) - Math.log1p(-share);
  }
  return sums;
}

/** Whether two intervals have a point in common; true where one of them is unknown: nobody can say. */
export function overlap(a: Interval | null, b: Interval | null): boolean {
  return a === null || b === null || (a.low <= b.high && b.low <= a.high);
}

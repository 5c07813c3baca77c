import { describe, expect, it } from 'vitest';
import { quantileReplicates, REPLICATES } from '../../../src/comparison/bootstrap';
import { rankLimits } from '../../../src/comparison/rankLimits';
import { randomFrom } from '../../../src/synthetic/random';
import { naiveQuantile, scattered } from './sides';

/** Quantiles of samples drawn with replacement. */
function resampled(values: readonly number[], share: number, times: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: times }, () =>
    naiveQuantile(
      values.map(() => values[Math.floor(random() * values.length)]),
      share,
    ),
  );
}

/** The largest distance between the empirical distributions of two samples. */
function distance(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((values) => Float64Array.from(values).sort());
  let largest = 0;
  for (let inA = 0, inB = 0; inA < a.length && inB < b.length; ) {
    const bound = Math.min(a[inA], b[inB]);
    while (a[inA] <= bound) inA++;
    while (b[inB] <= bound) inB++;
    largest = Math.max(largest, Math.abs(inA / a.length - inB / b.length));
  }
  return largest;
}

const ascending = (values: readonly number[]) => Float64Array.from(values).sort();

describe('bootstrap replicates', () => {
  it.each([
    [1, 0.5],
    [2, 0.5],
    [10, 0.9],
    [37, 0.5],
    [150, 0.99],
    [400, 0.1],
  ])('of %i values at share %f are distributed as those of naive resampling', (count, share) => {
    const values = scattered(count, 2, 1, count);
    const replicates = [...quantileReplicates(ascending(values), [share], 0)];
    expect(replicates).toHaveLength(REPLICATES);
    // The two-sample Kolmogorov–Smirnov bound for 2,000 of each at a probability of 1e-4 is 0.071.
    expect(distance(replicates, resampled(values, share, REPLICATES, 5))).toBeLessThan(0.071);
  });

  it('are the same each time, and others on the other side', () => {
    const values = ascending(scattered(100, 2, 1, 1));
    expect(quantileReplicates(values, [0.5, 0.9], 0)).toEqual(quantileReplicates(values, [0.5, 0.9], 0));
    const [a, b] = [0, 1].map((side) => quantileReplicates(values, [0.5], side as 0 | 1));
    const differences = a.map((value, i) => b[i] - value);
    // Were they the same numbers, two equal sides would differ by nothing for certain.
    expect(naiveQuantile([...differences], 0.975)).toBeGreaterThan(0.1);
  });

  it('take no longer for a million values than for a thousand', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => i);
    const replicates = quantileReplicates(values, [0.5], 0);
    const mean = replicates.reduce((sum, value) => sum + value, 0) / REPLICATES;
    // The standard error of a median's rank is √n / 2 = 500; that of the mean of 2,000 of them 11.
    expect(Math.abs(mean - 500_000)).toBeLessThan(60);
    const spread = Math.sqrt(replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / REPLICATES);
    expect(spread).toBeGreaterThan(450);
    expect(spread).toBeLessThan(550);
  });
});

describe('rank limits', () => {
  /** P(at least k of n, each with probability p). In logarithms, because (1 − p)^n may be too small for a double. */
  function atLeast(n: number, k: number, p: number): number {
    if (p >= 1) return 1;
    let term = n * Math.log(1 - p);
    let below = 0;
    for (let i = 0; i < k; i++) {
      below += Math.exp(term);
      term += Math.log(((n - i) / (i + 1)) * (p / (1 - p)));
    }
    return 1 - below;
  }

  it('are within a rank of the exact limits of the bootstrap', () => {
    for (const count of [1, 2, 3, 5, 10, 20, 30, 50, 99, 100, 150, 300]) {
      for (const share of [0.1, 0.5, 0.9, 0.99]) {
        const k = Math.round((count - 1) * share) + 1;
        const exact = [0.025, 0.975].map((probability) => {
          let rank = 0;
          while (atLeast(count, k, (rank + 1) / count) < probability) rank++;
          return rank;
        });
        const [low, high] = rankLimits(count, share);
        expect(Math.abs(low - exact[0]), `low of ${count} at ${share}`).toBeLessThanOrEqual(1);
        expect(Math.abs(high - exact[1]), `high of ${count} at ${share}`).toBeLessThanOrEqual(1);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../src/simulation/random';

const DRAWS = 200_000;
const random = new RandomStream(1, 2);

function drawn(draw: (index: number) => number): number[] {
  return Array.from({ length: DRAWS }, (_, index) => draw(index)).sort((a, b) => a - b);
}

/** Expects the share of draws below each value to within four standard errors. */
function expectShares(sorted: readonly number[], below: readonly (readonly [value: number, share: number])[]): void {
  for (const [value, share] of below) {
    const found = sorted.filter((one) => one < value).length / sorted.length;
    expect(Math.abs(found - share), `below ${value}`).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / DRAWS));
  }
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

describe('the random stream', () => {
  it('draws uniform numbers', () => {
    const sorted = drawn((index) => random.uniform(index));
    expectShares(
      sorted,
      [0.001, 0.1, 0.5, 0.9, 0.999].map((share) => [share, share]),
    );
    expect(sorted[0]).toBeGreaterThan(0);
    expect(sorted[DRAWS - 1]).toBeLessThan(1);
  });

  it('draws normal numbers, from the middle to the far tails', () => {
    expectShares(
      drawn((index) => random.normal(index)),
      [
        [-4.2649, 0.00001],
        [-3.0902, 0.001],
        [-1.6449, 0.05],
        [-1.439, 0.075076],
        [-0.6745, 0.25],
        [0, 0.5],
        [1, 0.8413447],
        [1.4396, 0.925],
        [2.3263, 0.99],
        [3.719, 0.9999],
      ],
    );
  });

  it('draws exponential numbers', () => {
    const sorted = drawn((index) => random.exponential(3, index));
    expectShares(
      sorted,
      [0.1, 1, 3, 9, 20].map((value) => [value, 1 - Math.exp(-value / 3)]),
    );
  });

  it('draws the duration of work in many steps, with variance mean · step', () => {
    const [mean, step] = [2, 0.05];
    const found = moments(drawn((index) => random.work(mean, step, index)));
    expect(found.mean).toBeCloseTo(mean, 2);
    expect(found.variance / (mean * step)).toBeCloseTo(1, 1);
    expect(random.work(mean, 0, 1)).toBe(mean);
    expect(random.work(0, step, 1)).toBe(0);
  });

  it('depends on seed, stream and index only', () => {
    const again = new RandomStream(1, 2);
    const others = [new RandomStream(2, 2), new RandomStream(1, 3), new RandomStream(2 ** 32 - 1, 2)];
    for (const index of [0, 1, 77, 2 ** 31 - 1]) {
      expect(again.normal(index)).toBe(random.normal(index));
      for (const other of others) expect(other.normal(index)).not.toBe(random.normal(index));
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/numeric';

const ascending = (values: readonly number[]) => Float64Array.from(values).sort();
const SHARES = [0, 0.1, 0.25, 0.5, 0.9, 0.95, 0.99, 1];
/** numpy 2.4 on the same values and shares. */
const NUMPY_SEVEN = [0.1, 0.46, 1.9, 4.0, 10.66, 11.454999999999998, 12.091, 12.25];
const NUMPY_FIFTY = [0.0, 16.1125, 31.53125, 58.8125, 107.2625, 110.57499999999999, 117.45625, 118.375];

describe('quantile', () => {
  it("gives numpy.quantile's values to the last bit", () => {
    const seven = ascending([3.1, 0.7, 12.25, 4.0, 4.0, 9.6, 0.1]);
    const fifty = ascending(Array.from({ length: 50 }, (_, i) => ((i * i * 7919) % 1009) / 8));
    expect(SHARES.map((p) => quantile(seven, p))).toEqual(NUMPY_SEVEN);
    expect(SHARES.map((p) => quantile(fifty, p))).toEqual(NUMPY_FIFTY);
    expect(quantile([1, 2], 0.95)).toBe(1.95);
  });

  it('is the value of a single one, and NaN without values', () => {
    expect(quantile([5], 0.3)).toBe(5);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('is 0 where the values are -0', () => {
    for (const share of [0, 0.3, 0.7, 1]) expect(quantile([-0, -0], share)).toBe(0);
  });

  it('does not overflow between huge values', () => {
    expect(quantile([1e300, 1.7e308], 0.3)).toBe(5.10000007e307);
  });

  it('rises with the share, between the smallest and the largest value', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (samples, p, q) => {
        const sorted = ascending(samples);
        const [low, high] = [quantile(sorted, Math.min(p, q)), quantile(sorted, Math.max(p, q))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(sorted[0]);
        expect(high).toBeLessThanOrEqual(sorted[sorted.length - 1]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../../webview/overview/medianOf';
import { runs } from '../../depth';

/** The distribution of samples, with a point for each different one. */
function curveOf(samples: readonly number[]) {
  const sorted = samples.toSorted((a, b) => a - b);
  const x = [...new Set(sorted)];
  const y = x.map((value) => (sorted.lastIndexOf(value) + 1) / sorted.length);
  return { name: '', count: samples.length, x: Float64Array.from(x), y: Float64Array.from(y), decimated: false };
}

describe('the median of a distribution', () => {
  it('is the middle sample, or the mean of the two in the middle', () => {
    expect(medianOf(curveOf([3, 1, 2]))).toBe(2);
    expect(medianOf(curveOf([900, 0, 950, 700, 0, 820]))).toBe(760);
    expect(medianOf(curveOf([]))).toBeNull();
  });

  it('equals the median of the samples', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 }), (samples) => {
        const sorted = samples.toSorted((a, b) => a - b);
        const middle = (sorted.length - 1) / 2;
        expect(medianOf(curveOf(samples))).toBe((sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2);
      }),
      { numRuns: runs(500) },
    );
  });
});

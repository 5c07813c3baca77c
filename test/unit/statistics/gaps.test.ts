import fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianGap } from '../../../src/statistics/gaps';
import { runs } from '../../depth';
import { naiveQuantile } from './tables';

const gap = fc.oneof(
  fc.array(fc.nat(3), { maxLength: 60 }),
  fc.array(fc.nat(500), { minLength: 50, maxLength: 90 }),
  fc.array(fc.oneof(fc.nat(100_000), fc.double({ min: 0, max: 10, noNaN: true })), { maxLength: 60 }),
);

it('is the median of the seconds between consecutive times', () => {
  fc.assert(
    fc.property(gap, (gaps) => {
      const times = [1_620_489_000];
      for (const seconds of gaps) times.push(times[times.length - 1] + seconds);
      const between = gaps.map((_, i) => times[i + 1] - times[i]);
      const found = medianGap(Float64Array.from(times), times.length);
      expect(found).toBe(gaps.length === 0 ? Number.NaN : naiveQuantile(between, 0.5));
    }),
    { numRuns: runs(2000) },
  );
});

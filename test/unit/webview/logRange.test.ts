import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSecondsAxis } from '../../../webview/charts/axes';
import { logRange, placeOn } from '../../../webview/charts/logRange';
import { runs } from '../../depth';

const latencies = fc.array(
  fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double({ min: 1e-7, max: 1e6, noNaN: true })),
  { maxLength: 20 },
);

describe('the range of a logarithmic axis', () => {
  it('includes every value, and draws each value above 0 in its place', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const range = logRange(values);
        expect(range.min).toBeGreaterThan(0);
        for (const value of values.filter((one) => !Number.isNaN(one))) {
          const place = placeOn(range, value);
          expect(place).toBeGreaterThanOrEqual(range.min);
          expect(place).toBeLessThanOrEqual(range.max);
          if (value > 0) {
            expect(place).toBe(value);
            expect(place).toBeGreaterThanOrEqual(range.from);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('separates 0 at its start', () => {
    const range = logRange([0, 0.9, 0.95]);
    expect(range.hasZero).toBe(true);
    expect(placeOn(range, 0)).toBe(range.min);
    expect(range.from).toBeGreaterThan(range.min);
    expect(logRange([0.9, 0.95]).hasZero).toBe(false);
  });

  it('has at least two ticks with different labels, for any values', () => {
    fc.assert(
      fc.property(latencies, fc.integer({ min: 2, max: 20 }), (values, room) => {
        const { from, max } = logRange(values);
        const ticks = logSecondsAxis.ticks(from, max, room);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        const labels = ticks.map((tick) => logSecondsAxis.tickLabel(tick, 1));
        expect(new Set(labels).size).toBe(labels.length);
        for (const label of labels) expect(label).toMatch(/^[\d.,]+ m?s$/);
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each([
    ['a few values close together', [0.937, 0.955, 0.976], ['940 ms', '960 ms']],
    ['a burst of FaaSNet', [5.4, 6.6], ['5.5 s', '6 s', '6.5 s']],
    ['one value', [3.2], ['3.15 s', '3.2 s', '3.25 s']],
    ['values below a millisecond', [0.0000001, 0.0000008], ['0.0001 ms', '0.0005 ms']],
  ])('labels %s', (_what, values, labels) => {
    const { from, max } = logRange(values);
    const all = logSecondsAxis.ticks(from, max, 6).map((tick) => logSecondsAxis.tickLabel(tick, 1));
    expect(all).toEqual(expect.arrayContaining(labels));
  });
});

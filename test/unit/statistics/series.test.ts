import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, series, UnknownFunctionError } from '../../../src/statistics';
import { arbitraryRows, isClose, naiveQuantile, tableOf } from './tables';

const WHOLE = { from: null, to: null, functionId: null } as const;
const NICE = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const bound = fc.option(fc.integer({ min: -10, max: 210 }), { nil: null });

describe('series', () => {
  it('counts every selected cold start in the bin of its time only', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryRows(50),
        bound,
        bound,
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        async (rows, from, to, pixels, one) => {
          const table = tableOf(rows);
          const index = await buildIndex(table);
          const functionId = one ? 0 : null;
          const selected = rows.filter(
            ({ time, functionName }) =>
              (from === null || time >= from) &&
              (to === null || time < to) &&
              (!one || functionName === rows[0].functionName),
          );
          const request = { from, to, functionId, pixels };
          const counts = series(table, index, 1, { ...request, metric: 'coldStarts' });
          const medians = series(table, index, 2, { ...request, metric: 'latencyP50' });
          const tails = series(table, index, 2, { ...request, metric: 'latencyP99' });
          expect(counts.x.length).toBeLessThanOrEqual(pixels);
          expect(counts.y.reduce((sum, y) => sum + y, 0)).toBe(counts.x.length > 0 ? selected.length : 0);
          for (const [i, x] of counts.x.entries()) {
            expect(x % counts.binSeconds).toBeCloseTo(0);
            const inBin = selected.filter(({ time }) => time >= x && time < x + counts.binSeconds);
            const latencies = inBin.map(({ latency }) => latency / 2);
            expect(counts.y[i]).toBe(inBin.length);
            expect(isClose(medians.y[i], latencies.length ? naiveQuantile(latencies, 0.5) : Number.NaN)).toBe(true);
            expect(isClose(tails.y[i], latencies.length ? naiveQuantile(latencies, 0.99) : Number.NaN)).toBe(true);
          }
        },
      ),
    );
  });

  it('uses the finest nice bins that fit', async () => {
    const table = tableOf([0, 86_399].map((time) => ({ time: 1_620_518_400 + time, functionName: 'a', latency: 1 })));
    const index = await buildIndex(table);
    const binOf = (pixels: number) => series(table, index, 1, { ...WHOLE, metric: 'coldStarts', pixels }).binSeconds;
    expect([1, 24, 48, 96, 300, 1000, 1440, 10_000].map(binOf)).toEqual([86_400, 3600, 1800, 900, 300, 120, 60, 10]);
  });

  it('covers any span', async () => {
    for (const last of [0, 1, 59, 1e6, 1e10, 1e17, 1e300, Number.MAX_VALUE]) {
      const table = tableOf([0, last].map((time) => ({ time, functionName: 'a', latency: 1 })));
      const index = await buildIndex(table);
      for (const pixels of [1, 2, 100]) {
        const { x, y, binSeconds } = series(table, index, 1, { ...WHOLE, metric: 'coldStarts', pixels });
        expect(x.length).toBeLessThanOrEqual(pixels);
        expect(y.reduce((sum, count) => sum + count, 0)).toBe(2);
        if (pixels === 100 && last < 86_400 * 100) expect(NICE).toContain(binSeconds);
      }
    }
  });

  it('answers any requested width and range', async () => {
    const table = tableOf([5, 6].map((time) => ({ time, functionName: 'a', latency: 1 })));
    const index = await buildIndex(table);
    for (const pixels of [0, -5, Number.NaN, Number.POSITIVE_INFINITY, 0.5]) {
      expect(series(table, index, 1, { ...WHOLE, metric: 'coldStarts', pixels }).x.length).toBeGreaterThan(0);
    }
    for (const [from, to] of [
      [6, 5],
      [5, 5],
      [Number.POSITIVE_INFINITY, 1],
      [9, null],
    ]) {
      const { x, y } = series(table, index, 1, { from, to, functionId: null, metric: 'latencyP99', pixels: 10 });
      expect(y.length).toBe(x.length);
    }
    const unknown = { from: null, to: null, functionId: 3, metric: 'coldStarts', pixels: 10 } as const;
    expect(() => series(table, index, 1, unknown)).toThrow(UnknownFunctionError);
  });
});

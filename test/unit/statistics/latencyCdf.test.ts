import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, latencyCdf } from '../../../src/statistics';
import { arbitraryRows, isClose, tableOf } from './tables';

const WHOLE = { from: null, to: null, functionId: null } as const;
const bound = fc.option(fc.integer({ min: -10, max: 210 }), { nil: null });

describe('latencyCdf', () => {
  it('is on the empirical CDF at each point, by runtime and for all', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryRows(60),
        bound,
        bound,
        fc.integer({ min: 1, max: 80 }),
        async (rows, from, to, pixels) => {
          const table = tableOf(rows);
          const index = await buildIndex(table);
          const selected = rows.filter(({ time }) => (from === null || time >= from) && (to === null || time < to));
          const request = { from, to, functionId: null, pixels };
          const all = latencyCdf(table, index, 1000, { ...request, by: 'all' });
          const byRuntime = latencyCdf(table, index, 1000, { ...request, by: 'runtime' });
          expect(all.length).toBe(selected.length > 0 ? 1 : 0);
          expect(new Set(byRuntime.map(({ name }) => name))).toEqual(new Set(selected.map(({ runtime }) => runtime)));
          for (const curve of [...all, ...byRuntime]) {
            const samples = byRuntime.includes(curve)
              ? selected.filter(({ runtime }) => runtime === curve.name)
              : selected;
            // A sum with 0 makes -0 plain: the curve may hold either zero.
            const seconds = samples.map(({ latency }) => latency / 1000 + 0);
            expect(curve.count).toBe(samples.length);
            expect(curve.x.length).toBeLessThanOrEqual(pixels);
            for (const [i, x] of curve.x.entries()) {
              expect(isClose(curve.y[i], seconds.filter((latency) => latency <= x).length / seconds.length)).toBe(true);
              if (i > 0) expect(x).toBeGreaterThan(curve.x[i - 1]);
            }
            expect(curve.x.at(-1)! + 0).toBe(Math.max(...seconds));
            expect(curve.y.at(-1)).toBe(1);
            if (pixels > 1) expect(curve.x[0] + 0).toBe(Math.min(...seconds));
            if (!curve.decimated) expect(new Set(curve.x)).toEqual(new Set(seconds));
          }
        },
      ),
    );
  });

  it('is off by less than one point between points', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      time: i,
      functionName: 'a',
      latency: i % 3 === 0 ? 21 : ((i * 7919) % 9973) ** 2,
    }));
    const table = tableOf(rows);
    const [curve] = latencyCdf(table, await buildIndex(table), 1, { ...WHOLE, by: 'all', pixels: 200 });
    const steps = curve.y.map((y, i) => y - (i === 0 ? 0 : curve.y[i - 1]));
    const tied = curve.x.indexOf(21);
    expect(curve.decimated).toBe(true);
    expect(curve.y[tied]).toBeGreaterThan(1 / 3);
    for (const [i, step] of steps.entries()) if (i !== tied) expect(step).toBeLessThan(1.02 / 199 + 3 / 20_000);
  });

  it('merges the rarest of many runtimes into one curve', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      time: i,
      functionName: 'a',
      latency: i,
      runtime: i < 200 ? `often-${i % 9}` : `rare-${i}`,
    }));
    const table = tableOf(rows);
    const curves = latencyCdf(table, await buildIndex(table), 1, { ...WHOLE, by: 'runtime', pixels: 100 });
    expect(curves.map(({ name }) => name).slice(0, 9)).toEqual(Array.from({ length: 9 }, (_, i) => `often-${i}`));
    expect(curves.map(({ name }) => name).slice(9)).toEqual(['200 other runtimes']);
    expect(curves.reduce((sum, { count }) => sum + count, 0)).toBe(400);
  });
});

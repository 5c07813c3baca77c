import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, stageSummaries, stageTimes } from '../../../src/statistics';
import { runs } from '../../depth';
import { type RichRow, richTable } from './extras';
import { naiveQuantile } from './tables';

const KEYS = ['pull', 'init'];

const stage = fc.option(fc.float({ min: 0, max: 100, noNaN: true }), { nil: undefined });
const rowsOf = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 300 }),
    functionName: fc.constantFrom('a', 'b'),
    latency: fc.integer({ min: 1, max: 100 }),
    stages: fc.record({ pull: stage, init: stage }),
  }),
  { minLength: 1, maxLength: 40 },
);

const known = (rows: readonly RichRow[], key: string) =>
  rows.flatMap(({ stages, latency }) => (stages?.[key] === undefined ? [] : [{ value: stages[key], latency }]));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('stageTimes', () => {
  it('agrees with looking at every row', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.constantFrom(1, 1000), async (rows, unitsPerSecond) => {
        const table = richTable(rows, { stages: KEYS });
        const index = await buildIndex(table);
        const request = { functionId: 0, from: 50, to: 250, pixels: 20 };
        const { stages, overTime } = await stageTimes(table, index, unitsPerSecond, request);
        const selected = rows.filter(
          ({ functionName, time }) => functionName === rows[0].functionName && time >= 50 && time < 250,
        );
        for (const [at, key] of KEYS.entries()) {
          const all = known(selected, key);
          const values = all.map(({ value }) => value);
          expect(stages[at]).toMatchObject({ key, title: key, count: all.length });
          const { p50, p90, p99, share } = stages[at];
          if (all.length === 0) {
            expect([p50, p90, p99, share]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
            continue;
          }
          expect(p50).toBeCloseTo(naiveQuantile(values, 0.5), 6);
          expect(p90).toBeCloseTo(naiveQuantile(values, 0.9), 6);
          expect(p99).toBeCloseTo(naiveQuantile(values, 0.99), 6);
          const latencies = sum(all.map(({ latency }) => Math.fround(latency / unitsPerSecond)));
          expect(share / (sum(values) / latencies || 1)).toBeCloseTo(values.some((value) => value > 0) ? 1 : 0, 6);
        }
        const { x, binSeconds, means } = overTime!;
        for (const [bin, from] of x.entries()) {
          const within = selected.filter(({ time }) => time >= from && time < from + binSeconds);
          for (const [at, key] of KEYS.entries()) {
            const values = known(within, key).map(({ value }) => value);
            if (values.length === 0) expect(means[at][bin]).toBeNaN();
            else expect(means[at][bin]).toBeCloseTo(sum(values) / values.length, 5);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('leaves the columns of the table as they are', async () => {
    const rows = [5, 1, 3, 2].map((pull, time) => ({ time, functionName: 'f', latency: 9, stages: { pull } }));
    const table = richTable(rows, { stages: ['pull'] });
    const [{ p50 }] = await stageSummaries(table, Uint32Array.of(0, 1, 2, 3), 1);
    expect(p50).toBe(2.5);
    expect([...table.stages[0].values]).toEqual([5, 1, 3, 2]);
  });

  it('is empty for a trace without stages', async () => {
    const table = richTable([{ time: 1, functionName: 'f', latency: 1 }], {});
    const request = { functionId: null, from: null, to: null, pixels: 100 };
    expect(await stageTimes(table, await buildIndex(table), 1, request)).toEqual({ stages: [], overTime: null });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunningSummary } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';
import { arbitraryRows, naiveQuantile, type Row, tableOf } from './tables';

const encoder = new TextEncoder();

function textOf(rows: readonly Row[]): string {
  const lines = rows.map(({ time, functionName, latency }) => `${time},${functionName},${latency}`);
  return `__time__,functionName,latency\n${lines.join('\n')}\n`;
}

/** Reads a trace in pieces. Returns the summary after each piece. */
async function partials(text: string, unit: 'auto' | 'seconds' | 'milliseconds' = 'auto') {
  const summary = new RunningSummary(unit);
  const after: ReturnType<RunningSummary['after']>[] = [];
  const file = await readTrace(bytesSource([encoder.encode(text)]), {
    checkpoint: (progress) => {
      after.push(summary.after(progress));
    },
  });
  return { after, all: summary.ofAll(file.table), file };
}

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

/** Three cold starts of 150 s, a median that would be taken for milliseconds. */
const HUAWEI = [
  'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,deployDependencyCost,schedulingCost,podID',
  ...[0, 1, 2].map((at) => `3,27432${at},1,84,602,r${at},150,0.5,0.5,0.5,148.5,pool22-300-128-0005757833`),
  '',
].join('\n');

describe('RunningSummary', () => {
  it.each(['auto', 'milliseconds'] as const)('takes the unit that the format defines, with %s set', async (unit) => {
    const summary = new RunningSummary(unit);
    let last: ReturnType<RunningSummary['after']> = null;
    let isRelative = false;
    const file = await readTrace(bytesSource([encoder.encode(HUAWEI)]), {
      checkpoint: (progress) => {
        last = summary.after(progress);
        isRelative = progress.relativeTime;
      },
    });
    expect(isRelative).toBe(true);
    for (const found of [last, summary.ofAll(file.table, file.detectedUnit.isGiven)]) {
      expect(found!.latency).toMatchObject({ unit: 'seconds', setting: 'auto', max: 150 });
    }
  });

  it('counts rows exactly, in any order of time', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(60), async (rows) => {
        const { all } = await partials(textOf(rows));
        const times = rows.map(({ time }) => time);
        expect(all).toMatchObject({
          rows: rows.length,
          functions: new Set(rows.map(({ functionName }) => functionName)).size,
          timeRange: { from: Math.min(...times), to: Math.max(...times) },
        });
        const { series } = all!;
        expect(sum(series.y)).toBe(rows.length);
        for (const [bin, count] of series.y.entries()) {
          const from = series.x[bin];
          expect(count).toBe(times.filter((time) => time >= from && time < from + series.binSeconds).length);
        }
      }),
    );
  });

  it('covers any span of times in any order', async () => {
    const time = fc.oneof(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.integer({ min: 1_620_000_000, max: 1_620_100_000 }),
      fc.constantFrom(0, 1e9, 1e15, 1e300, Number.MAX_VALUE),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(time, { minLength: 1, maxLength: 20 }), { minLength: 1 }), async (chunks) => {
        const summary = new RunningSummary('auto');
        const table = tableOf(chunks.flat().map((time) => ({ time, functionName: 'f', latency: 1 })));
        let rows = 0;
        for (const times of chunks) {
          rows += times.length;
          const partial = summary.after({ functionNames: ['f'], rows, columns: table });
          expect(partial?.rows).toBe(rows);
          expect(sum(partial!.series.y)).toBe(rows);
          expect(partial!.series.x.length).toBeLessThanOrEqual(480);
        }
      }),
    );
  });

  it('has the bins of the finished trace if times are whole seconds', async () => {
    const times = fc.array(fc.integer({ min: 1_620_000_000, max: 1_700_000_000 }), { minLength: 2, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(times, async (whole) => {
        const rows = whole.map((time) => ({ time, functionName: 'f', latency: 1 }));
        const { all } = await partials(textOf(rows));
        const { series } = all!;
        for (const [bin, count] of series.y.entries()) {
          const from = series.x[bin];
          expect(count).toBe(whole.filter((time) => time >= from && time < from + series.binSeconds).length);
        }
      }),
    );
  });

  it('gives quantiles within 1 %', async () => {
    const latency = fc.oneof(
      fc.integer({ min: 0, max: 300_000 }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.constantFrom(0, 1e-300, 1e300),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(latency, { minLength: 1, maxLength: 300 }), async (latencies) => {
        const rows = latencies.map((value, row) => ({ time: row, functionName: 'f', latency: value }));
        const { all } = await partials(textOf(rows), 'seconds');
        const sorted = [...latencies].sort((a, b) => a - b);
        for (const [p, actual] of [
          [0.5, all!.latency.p50],
          [0.99, all!.latency.p99],
        ] as const) {
          const rank = p * (sorted.length - 1);
          const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
          expect(actual).toBeGreaterThanOrEqual(low * 0.99);
          expect(actual).toBeLessThanOrEqual(high * 1.01 + Number.MIN_VALUE);
        }
        expect(all!.latency.max).toBe(Math.max(...latencies));
      }),
    );
  });

  it('grows while the trace is read, up to all of its rows', async () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => ({
      time: 1_620_000_000 + row,
      functionName: `f${row % 70}`,
      latency: 500 + ((row * 37) % 9000),
    }));
    const { after, all, file } = await partials(textOf(rows));
    const counts = after.map((partial) => partial?.rows ?? 0);
    expect(counts.length).toBeGreaterThan(2);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeGreaterThan(0);
    expect(all?.rows).toBe(file.table.rowCount);
    expect(all?.latency).toMatchObject({ unit: 'milliseconds', setting: 'auto' });
    const exact = naiveQuantile(
      rows.map(({ latency }) => latency / 1000),
      0.99,
    );
    expect(Math.abs(all!.latency.p99 - exact)).toBeLessThan(exact * 0.01);
  });

  it('is null before the first row', () => {
    expect(new RunningSummary('auto').after({ functionNames: [], rows: 0, columns: null })).toBeNull();
  });
});

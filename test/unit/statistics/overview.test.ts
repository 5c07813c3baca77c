import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, type OverviewContext, overviewOf, unitInForce } from '../../../src/statistics';
import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';
import { runs } from '../../depth';
import { arbitraryRows, isClose, naiveQuantile, type Row } from './tables';

const SOURCE = { kind: 'disk', name: 'test.csv', version: 0, modified: 0 } as const;

type Setting = 'auto' | 'seconds' | 'milliseconds';

/** These rows, written to a file and read back. */
async function fileOf(rows: readonly Row[]): Promise<TraceFile> {
  const lines = rows.map(
    ({ time, functionName, latency, runtime, memoryMB }) =>
      `${time},${functionName},${latency},${runtime ?? ''},${memoryMB ?? 128}`,
  );
  const text = ['__time__,functionName,latency,runtime,memoryMB', ...lines].join('\n');
  return readTrace(bytesSource([new TextEncoder().encode(text)]));
}

async function overview(rows: readonly Row[], setting: Setting) {
  const file = await fileOf(rows);
  return overviewOf(file, await buildIndex(file.table), contextOf(file, setting));
}

function contextOf({ detectedUnit }: TraceFile, setting: Setting): OverviewContext {
  return { source: SOURCE, unit: unitInForce(detectedUnit, setting), synthetic: false };
}

describe('overviewOf', () => {
  it('agrees with looking at every row', async () => {
    const known = arbitraryRows(40).map((rows) => rows.map((row) => ({ ...row, memoryMB: 256 })));
    await fc.assert(
      fc.asyncProperty(known, fc.constantFrom('seconds' as const, 'milliseconds' as const), async (rows, setting) => {
        const found = await overview(rows, setting);
        const perSecond = setting === 'seconds' ? 1 : 1000;
        const latencies = rows.map(({ latency }) => latency / perSecond);
        const times = rows.map(({ time }) => time);
        const seconds = times.map(Math.floor);
        expect(found.account.rows).toBe(rows.length);
        expect(found.functions).toBe(new Set(rows.map(({ functionName }) => functionName)).size);
        expect(found.timeRange).toEqual({ from: Math.min(...times), to: Math.max(...times) });
        expect(found.latency).toMatchObject({ unit: setting, setting });
        const mean = latencies.reduce((sum, latency) => sum + latency / latencies.length, 0);
        expect(isClose(found.latency!.mean, mean)).toBe(true);
        for (const [key, p] of [
          ['min', 0],
          ['p50', 0.5],
          ['p90', 0.9],
          ['p95', 0.95],
          ['p99', 0.99],
          ['max', 1],
        ] as const) {
          expect(isClose(found.latency![key], naiveQuantile(latencies, p))).toBe(true);
        }
        expect(found.peakPerSecond).toBe(
          Math.max(...seconds.map((s) => seconds.filter((other) => other === s).length)),
        );
        expect(found.peakPerMinute).toBe(
          Math.max(...times.map((from) => times.filter((time) => time >= from && time - from < 60).length)),
        );
      }),
    );
  });

  it('is the same with and without the orders of an index', async () => {
    // More rows than quickselect takes alone, some of them copies that are out of order.
    const many = arbitraryRows(40).map((rows) => [
      ...rows,
      ...Array.from({ length: 20_000 }, (_, i) => ({ ...rows[i % rows.length], latency: (i * 7919) % 10_007 })),
    ]);
    const same = async (rows: readonly Row[]) => {
      const file = await fileOf(rows);
      const context = contextOf(file, 'auto');
      expect(await overviewOf(file, null, context)).toEqual(
        await overviewOf(file, await buildIndex(file.table), context),
      );
    };
    await fc.assert(fc.asyncProperty(arbitraryRows(60), same), { numRuns: runs(1000) });
    await fc.assert(fc.asyncProperty(many, same), { numRuns: runs(20) });
  });

  it('summarizes each runtime, most cold starts first', async () => {
    const row = (time: number, functionName: string, runtime: string, latency: number, memoryMB: number) => ({
      time,
      functionName,
      runtime,
      latency,
      memoryMB,
    });
    const { runtimes } = await overview(
      [
        row(0, 'a', 'java', 9, 512),
        row(10, 'b', 'python', 1, 128),
        row(13, 'c', 'python', 2, 256),
        row(100, 'b', 'python', 3, 128),
        row(20, 'b', 'java', 5, 512),
      ],
      'seconds',
    );
    expect(runtimes).toMatchObject([
      {
        name: 'python',
        count: 3,
        functions: 2,
        p50: 2,
        max: 3,
        gapP50: 45,
        peakPerMinute: 2,
        measures: { memoryMB: 256 },
      },
      {
        name: 'java',
        count: 2,
        functions: 2,
        p50: 7,
        max: 9,
        gapP50: 20,
        peakPerMinute: 2,
        measures: { memoryMB: 512 },
      },
    ]);
  });
});

describe('unitInForce', () => {
  const detected = { unit: 'milliseconds', reason: 'The median is large.', doubt: null } as const;

  it('is the detected unit unless another is set or the format defines it', () => {
    expect(unitInForce(detected, 'auto')).toEqual({ ...detected, setting: 'auto', isGiven: false });
    expect(unitInForce({ ...detected, isGiven: true }, 'seconds')).toMatchObject({
      unit: 'milliseconds',
      isGiven: true,
    });
    expect(unitInForce(detected, 'seconds')).toMatchObject({ unit: 'seconds', setting: 'seconds' });
  });

  it('names the detected unit if the setting contradicts it', () => {
    expect(unitInForce(detected, 'seconds').reason).toContain('milliseconds were detected');
    expect(unitInForce(detected, 'milliseconds').reason).toContain('as detected');
  });
});

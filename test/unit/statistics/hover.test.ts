import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, hoverFacts, rowAtLine } from '../../../src/statistics';
import { UNKNOWN_COUNT } from '../../../src/trace';
import { arbitraryRows, isClose, naiveQuantile, type Row, tableOf } from './tables';

function naiveStanding(others: readonly Row[], row: Row, unitsPerSecond: number) {
  const latencies = others.map(({ latency }) => latency);
  return {
    count: others.length,
    shareAtMost: latencies.filter((latency) => latency <= row.latency).length / others.length,
    p50: naiveQuantile(latencies, 0.5) / unitsPerSecond,
    p95: naiveQuantile(latencies, 0.95) / unitsPerSecond,
    p99: naiveQuantile(latencies, 0.99) / unitsPerSecond,
  };
}

/** Every fact by looking at every row: what the words in the hover's doc comments say, and nothing clever. */
function naiveFacts(rows: readonly Row[], at: number, unitsPerSecond: number) {
  const row = rows[at];
  const same = rows.filter(({ functionName }) => functionName === row.functionName);
  const earlier = rows.filter(
    (other, i) =>
      other.functionName === row.functionName && (other.time < row.time || (other.time === row.time && i < at)),
  );
  return {
    inFunction: naiveStanding(same, row, unitsPerSecond),
    inRuntime: naiveStanding(
      rows.filter(({ runtime }) => runtime === row.runtime),
      row,
      unitsPerSecond,
    ),
    position: earlier.length + 1,
    sincePrevious: earlier.length === 0 ? null : row.time - Math.max(...earlier.map(({ time }) => time)),
    inSecond: rows.filter(({ time }) => Math.floor(time) === Math.floor(row.time)).length,
    inMinute: same.filter(({ time }) => row.time - time < 60 && time <= row.time).length,
  };
}

describe('hoverFacts', () => {
  it('agrees with looking at every row', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(40), fc.constantFrom(1, 1000), async (rows, unitsPerSecond) => {
        const table = tableOf(rows);
        const index = await buildIndex(table);
        for (const [at, row] of rows.entries()) {
          const { inFunction, inRuntime, ...facts } = hoverFacts(table, index, unitsPerSecond, at);
          const expected = naiveFacts(rows, at, unitsPerSecond);
          expect(facts).toEqual({
            row: at,
            line: row.line,
            time: row.time,
            functionId: table.functionNames.indexOf(row.functionName),
            functionName: row.functionName,
            labels: [{ key: 'runtime', title: 'runtime', text: row.runtime }],
            measures: [
              {
                key: 'memoryMB',
                title: 'memory',
                unit: 'MB',
                value: row.memoryMB === UNKNOWN_COUNT ? null : row.memoryMB,
              },
            ],
            stages: [],
            warm: null,
            latency: row.latency / unitsPerSecond,
            position: expected.position,
            sincePrevious: expected.sincePrevious,
            inSecond: expected.inSecond,
            inMinute: expected.inMinute,
          });
          for (const [standing, naive] of [
            [inFunction, expected.inFunction],
            [inRuntime, expected.inRuntime],
          ]) {
            expect(standing.count).toBe(naive.count);
            expect(standing.shareAtMost).toBe(naive.shareAtMost);
            for (const p of ['p50', 'p95', 'p99'] as const) expect(isClose(standing[p], naive[p])).toBe(true);
          }
        }
      }),
    );
  });

  it('counts the minute as the 60 s up to and including the cold start', async () => {
    const at = (time: number) => ({ time, functionName: 'a', latency: 1 });
    const table = tableOf([at(100), at(100.5), at(159.9), at(160), at(160), at(161)]);
    const index = await buildIndex(table);
    expect(hoverFacts(table, index, 1, 3).inMinute).toBe(4);
    expect(hoverFacts(table, index, 1, 4).inMinute).toBe(4);
    expect(hoverFacts(table, index, 1, 5).inMinute).toBe(4);
  });

  it('counts the cold start itself at any time', async () => {
    for (const time of [0, 0.25, 2 ** 53, 1e300, Number.MAX_VALUE]) {
      const table = tableOf([{ time, functionName: 'a', latency: 1 }]);
      const index = await buildIndex(table);
      expect(hoverFacts(table, index, 1, 0)).toMatchObject({ inSecond: 1, inMinute: 1, position: 1 });
    }
  });

  it('orders cold starts at the same time by line', async () => {
    const table = tableOf([
      { time: 7, functionName: 'a', latency: 1 },
      { time: 7, functionName: 'a', latency: 2 },
    ]);
    const index = await buildIndex(table);
    expect(hoverFacts(table, index, 1, 0)).toMatchObject({ position: 1, sincePrevious: null });
    expect(hoverFacts(table, index, 1, 1)).toMatchObject({ position: 2, sincePrevious: 0 });
  });

  it('throws for a row that the table lacks', async () => {
    const table = tableOf([{ time: 1, functionName: 'a', latency: 1 }]);
    const index = await buildIndex(table);
    for (const row of [-1, 1, 0.5, Number.NaN]) expect(() => hoverFacts(table, index, 1, row)).toThrow(RangeError);
  });
});

describe('rowAtLine', () => {
  it('finds the row that starts on a line, and -1 for other lines', () => {
    fc.assert(
      fc.property(arbitraryRows(30, 0), (rows) => {
        const table = tableOf(rows);
        const last = (rows.at(-1)?.line ?? 1) + 2;
        for (let line = 0; line <= last; line++) {
          expect(rowAtLine(table, line)).toBe(rows.findIndex((row) => row.line === line));
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FunctionSortKey } from '../../../src/protocol/queries';
import {
  buildIndex,
  busiestFunctions,
  functionFacts,
  functionSummary,
  functionsPage,
  linesOf,
  UnknownFunctionError,
} from '../../../src/statistics';
import { UNKNOWN_COUNT } from '../../../src/trace';
import { runs } from '../../depth';
import { arbitraryRows, isClose, naiveQuantile, type Row, tableOf } from './tables';

const NUMBER_KEYS = ['count', 'p50', 'p90', 'p95', 'p99', 'max', 'gapP50', 'peakPerMinute'] as const;
const SORT_KEYS = [...NUMBER_KEYS, 'measure:memoryMB'] as const;
const ALL = { filter: '', offset: 0, limit: 1000 };

async function opened(rows: readonly Row[]) {
  const table = tableOf(rows);
  const index = await buildIndex(table);
  return { table, index, facts: await functionFacts(table, index) };
}

function naiveSummary(rows: readonly Row[], name: string) {
  const rowsOf = rows.filter(({ functionName }) => functionName === name);
  const latencies = rowsOf.map(({ latency }) => latency);
  const times = rowsOf.map(({ time }) => time).sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  const memories = rowsOf.map(({ memoryMB }) => memoryMB!).filter((memory) => memory !== UNKNOWN_COUNT);
  return {
    count: rowsOf.length,
    p50: naiveQuantile(latencies, 0.5),
    p90: naiveQuantile(latencies, 0.9),
    p95: naiveQuantile(latencies, 0.95),
    p99: naiveQuantile(latencies, 0.99),
    max: Math.max(...latencies),
    gapP50: gaps.length > 0 ? naiveQuantile(gaps, 0.5) : null,
    peakPerMinute: Math.max(...times.map((from) => times.filter((time) => time >= from && time - from < 60).length)),
    memoryMB: memories.length > 0 ? Math.max(...memories) : null,
    firstLine: Math.min(...rowsOf.map(({ line }) => line!)),
    runtimeCount: (runtime: string) => rowsOf.filter((row) => row.runtime === runtime).length,
  };
}

describe('functionSummary', () => {
  it('agrees with looking at every row', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(40), async (rows) => {
        const { table, index, facts } = await opened(rows);
        for (const [id, name] of [...table.functionNames].entries()) {
          const summary = functionSummary(table, index, 1, facts, id);
          const expected = naiveSummary(rows, name);
          expect(summary).toMatchObject({ id, name, firstLine: expected.firstLine });
          for (const key of NUMBER_KEYS) {
            if (expected[key] === null) expect(summary[key]).toBeNull();
            else expect(isClose(summary[key]!, expected[key])).toBe(true);
          }
          expect(summary.measures).toEqual({ memoryMB: expected.memoryMB });
          const most = Math.max(...table.runtimeNames.map(expected.runtimeCount));
          expect(expected.runtimeCount(summary.labels.runtime)).toBe(most);
        }
      }),
    );
  });

  it('throws for an unknown function', async () => {
    const { table, index, facts } = await opened([{ time: 1, functionName: 'a', latency: 1 }]);
    for (const id of [-1, 1, 0.5, Number.NaN]) {
      expect(() => functionSummary(table, index, 1, facts, id)).toThrow(UnknownFunctionError);
    }
  });
});

describe('functionsPage', () => {
  it('sorts by every column both ways, with unknown values last', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryRows(30),
        fc.constantFrom(...SORT_KEYS),
        fc.boolean(),
        async (rows, sort, descending) => {
          const { table, index, facts } = await opened(rows);
          const page = functionsPage(table, index, 1, facts, { ...ALL, sort, descending });
          const values = page.rows.map((row) => (sort === 'measure:memoryMB' ? row.measures.memoryMB : row[sort]));
          const known = values.filter((value) => value !== null);
          expect(page.total).toBe(table.functionNames.length);
          expect(new Set(page.rows.map(({ id }) => id)).size).toBe(page.total);
          expect(values.slice(known.length).every((value) => value === null)).toBe(true);
          expect(known).toEqual([...known].sort((a, b) => (descending ? b - a : a - b)));
        },
      ),
    );
  });

  it('sorts names by the numbers in them', async () => {
    const names = ['f10', 'f2', 'F1', 'f1', '00123', '<img>'];
    const { table, index, facts } = await opened(names.map((functionName) => ({ time: 1, functionName, latency: 1 })));
    const sorted = (sort: FunctionSortKey, descending: boolean) =>
      functionsPage(table, index, 1, facts, { ...ALL, sort, descending }).rows.map(({ name }) => name);
    expect(sorted('name', false)).toEqual(['<img>', '00123', 'f1', 'F1', 'f2', 'f10']);
    expect(sorted('name', true)).toEqual(['f10', 'f2', 'F1', 'f1', '00123', '<img>']);
    expect(sorted('label:runtime', false)).toEqual(names);
  });

  it('filters by part of the name or runtime, ignoring case, and pages', async () => {
    const { table, index, facts } = await opened(
      Array.from({ length: 25 }, (_, i) => ({
        time: i,
        functionName: `Fn-${i}`,
        latency: i,
        runtime: i % 5 === 0 ? 'Python3' : 'nodejs',
      })),
    );
    const page = (filter: string, offset: number, limit: number) =>
      functionsPage(table, index, 1, facts, { sort: 'p50', descending: false, filter, offset, limit });
    expect(page('fn-1', 0, 100).total).toBe(11);
    expect(page(' pyTHON', 0, 100).rows.map(({ id }) => id)).toEqual([0, 5, 10, 15, 20]);
    expect(page('', 20, 10).rows.map(({ id }) => id)).toEqual([20, 21, 22, 23, 24]);
    expect(page('', 100, 10)).toMatchObject({ total: 25, rows: [] });
    expect(page('', -3, Number.NaN)).toMatchObject({ total: 25, offset: 0, rows: [] });
    expect(page('no such function', 0, 10)).toMatchObject({ total: 0, rows: [] });
  });
});

describe('linesOf', () => {
  it('returns the first lines of the selection in file order', async () => {
    const bound = fc.option(fc.integer({ min: -10, max: 210 }), { nil: null });
    await fc.assert(
      fc.asyncProperty(
        arbitraryRows(40),
        bound,
        bound,
        fc.boolean(),
        fc.nat(50),
        async (rows, from, to, one, limit) => {
          const table = tableOf(rows);
          const index = await buildIndex(table);
          const lines = rows
            .filter(({ functionName }) => !one || functionName === rows[0].functionName)
            .filter(({ time }) => (from === null || time >= from) && (to === null || time < to))
            .map(({ line }) => line);
          const answer = linesOf(table, index, { functionId: one ? 0 : null, from, to, limit });
          expect(answer).toEqual({ total: lines.length, lines: lines.slice(0, limit) });
        },
      ),
    );
  });
});

describe('busiestFunctions', () => {
  it('is the first page of the functions by count', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(60), fc.integer({ min: 0, max: 7 }), fc.boolean(), async (rows, limit, isWarm) => {
        const { table: cold } = await opened(rows);
        const warm = { rows: 2, time: Float64Array.of(1, 2), functionId: Uint32Array.of(cold.functionNames.length, 0) };
        const table = isWarm ? { ...cold, functionNames: [...cold.functionNames, 'only warm'], warm } : cold;
        const index = await buildIndex(table);
        const order = { sort: 'count', descending: true, filter: '', offset: 0, limit } as const;
        const page = functionsPage(table, index, 1000, await functionFacts(table, index), order);
        expect(await busiestFunctions(table, 1000, limit)).toEqual(page.rows);
      }),
      { numRuns: runs(1000) },
    );
  });
});

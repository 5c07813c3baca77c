import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildIndex,
  describedRow,
  FilteredFunctions,
  type FunctionSortKey,
  functionFacts,
  functionSummary,
  functionsPage,
  linesOf,
  partOfTrace,
} from '../../../src/statistics';
import { runs } from '../../depth';
import { type RichRow, richTable } from './extras';

const rowsOf = fc
  .array(
    fc.record({
      time: fc.integer({ min: 0, max: 300 }),
      functionName: fc.constantFrom('a', 'b', 'c'),
      latency: fc.integer({ min: 0, max: 100 }),
      runtime: fc.constantFrom('python', 'go', ''),
      stages: fc.record({ pull: fc.option(fc.integer({ max: 9, min: 0 }), { nil: undefined }) }),
      measures: fc.record({ image: fc.integer({ min: 0, max: 99 }) }),
      labels: fc.record({ region: fc.constantFrom('R1', 'R2', ''), __proto__: fc.constant(undefined) }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => rows.map((row, at) => ({ ...row, labels: { region: row.labels.region }, line: at + 2 })));

const KEYS = { stages: ['pull'], measures: ['image'], labels: ['region'] };

/** A table with the rows, and the part of it with some of them. */
async function partWith(rows: readonly RichRow[], isKept: (at: number) => boolean) {
  const table = richTable(rows, KEYS);
  const kept = [...rows.keys()].filter(isKept);
  const { table: part, index } = await partOfTrace(table, await buildIndex(table), Uint32Array.from(kept), null);
  return { table, kept, part, index };
}

describe('partOfTrace', () => {
  it('keeps rows with all their columns, and orders them as if they were sorted again', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.infiniteStream(fc.boolean()), async (rows, flags) => {
        const isKept = rows.map(() => flags.next().value as boolean);
        const { table, kept, part, index } = await partWith(rows, (at) => isKept[at]);
        expect(part.rowCount).toBe(kept.length);
        for (const [row, of] of kept.entries()) {
          expect(describedRow(part, row)).toEqual(describedRow(table, of));
          expect([part.time[row], part.latency[row], part.functionId[row], part.line[row]]).toEqual([
            table.time[of],
            table.latency[of],
            table.functionId[of],
            table.line[of],
          ]);
        }
        expect(index).toEqual(await buildIndex(part));
        const lines = linesOf(part, index, { functionId: null, from: null, to: null, limit: 99 });
        expect(lines.lines).toEqual(kept.map((at) => rows[at].line));
        const order = { sort: 'count', descending: true, filter: '', offset: 0, limit: 9 } as const;
        const page = functionsPage(part, index, 1, await functionFacts(part, index), order);
        const names = new Set(kept.map((at) => rows[at].functionName));
        expect(new Set(page.rows.map(({ name }) => name))).toEqual(names);
      }),
      { numRuns: runs(100) },
    );
  });

  it('shares one order where there is one runtime', async () => {
    const rows = [2, 1, 3].map((latency) => ({ time: 1, functionName: 'f', latency }));
    const { index } = await partWith(rows, (at) => at > 0);
    expect(index.byRuntimeLatency).toBe(index.byLatency);
    expect(Array.from(index.byLatency)).toEqual([0, 1]);
  });

  it('counts the rows of each file', async () => {
    const rows = ['R1', 'R2', 'R1', 'R1', 'R2'].map((region, time) => ({
      time,
      functionName: 'f',
      latency: 1,
      labels: { region },
    }));
    const files = [
      { name: 'a.csv', firstRow: 0, rows: 2, lineOffset: 0 },
      { name: 'b.csv', firstRow: 2, rows: 3, lineOffset: 3 },
    ];
    const table = { ...richTable(rows, KEYS), files };
    const part = await partOfTrace(table, await buildIndex(table), Uint32Array.of(0, 2, 3), null);
    expect(part.table.files).toEqual([
      { name: 'a.csv', firstRow: 0, rows: 1, lineOffset: 0 },
      { name: 'b.csv', firstRow: 1, rows: 2, lineOffset: 3 },
    ]);
  });
});

describe('FilteredFunctions', () => {
  const sorts = ['name', 'count', 'p50', 'p99', 'max', 'gapP50', 'peakPerMinute', 'label:region', 'measure:image'];
  const request = fc.record({
    sort: fc.constantFrom(...(sorts as FunctionSortKey[]), 'stage:pull', 'label:runtime'),
    descending: fc.boolean(),
    filter: fc.constantFrom('', '', 'a', 'r1'),
    offset: fc.integer({ min: 0, max: 2 }),
    limit: fc.integer({ min: 0, max: 3 }),
  });

  it('have the pages that the part of the trace has', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.infiniteStream(fc.boolean()), fc.array(request), async (rows, flags, requests) => {
        const isKept = rows.map(() => flags.next().value as boolean);
        const { table, kept, part, index } = await partWith(rows, (at) => isKept[at]);
        const facts = await functionFacts(part, index);
        const functions = await FilteredFunctions.of(table, await buildIndex(table), Uint32Array.from(kept), null);
        for (const asked of requests) {
          expect(await functions.page(1, asked)).toEqual(functionsPage(part, index, 1, facts, asked));
        }
        for (let id = 0; id < table.functionNames.length; id++) {
          expect(await functions.summary(1, id)).toEqual(functionSummary(part, index, 1, facts, id));
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('refuse a function that the trace lacks', async () => {
    const { table } = await partWith([{ time: 1, functionName: 'f', latency: 1 }], () => true);
    const functions = await FilteredFunctions.of(table, await buildIndex(table), Uint32Array.of(0), null);
    await expect(functions.summary(1, 1)).rejects.toThrow('There is no function number 1 in this trace, which has 1.');
  });
});

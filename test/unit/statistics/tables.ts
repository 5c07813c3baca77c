import fc from 'fast-check';
import { NO_EXTRAS, sharedArray, type TraceTable, UNKNOWN_COUNT } from '../../../src/trace';
import { keyedColumns, keyedNames } from '../../../src/trace/keyedColumns';

/** One cold start as a test writes it. */
export interface Row {
  readonly time: number;
  readonly functionName: string;
  readonly latency: number;
  readonly runtime?: string;
  readonly memoryMB?: number;
  readonly line?: number;
}

/** Columns and names of a table without columns. A test adds those that it needs. */
export const absentColumns = {
  ...keyedColumns([], { arrays: [], line: new Uint32Array() }),
  ...keyedNames({ header: { columns: [] }, names: [] }),
};

/** The table of a trace with these rows. Lines count from 2 unless a row sets one. */
export function tableOf(rows: readonly Row[]): TraceTable {
  const functionNames = [...new Set(rows.map(({ functionName }) => functionName))];
  const runtimeNames = [...new Set(rows.map(({ runtime }) => runtime ?? ''))];
  const table = {
    ...absentColumns,
    ...NO_EXTRAS,
    files: [{ name: '', firstRow: 0, rows: rows.length, lineOffset: 0 }],
    rowCount: rows.length,
    time: sharedArray('time', rows.length),
    latency: sharedArray('number', rows.length),
    functionId: sharedArray('name', rows.length),
    runtimeId: sharedArray('label', rows.length),
    memoryMB: sharedArray('count', rows.length),
    line: sharedArray('count', rows.length),
    functionNames,
    runtimeNames,
  };
  for (const [i, row] of rows.entries()) {
    table.time[i] = row.time;
    table.latency[i] = row.latency;
    table.functionId[i] = functionNames.indexOf(row.functionName);
    table.runtimeId[i] = runtimeNames.indexOf(row.runtime ?? '');
    table.memoryMB[i] = row.memoryMB ?? UNKNOWN_COUNT;
    table.line[i] = row.line ?? (i === 0 ? 2 : table.line[i - 1] + 1);
  }
  return table;
}

/** Values of every magnitude with many ties and both zeros. */
const latency = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, 2, 0.5, 1e-300, 1e300),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.integer({ min: 0, max: 300_000 }),
);

const time = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 200, noNaN: true }));

/** Rows in any order of time, with ties of time, function and latency. Bad rows leave gaps between lines. */
export function arbitraryRows(maxLength: number, minLength = 1): fc.Arbitrary<Row[]> {
  const row = fc.record({
    time,
    functionName: fc.constantFrom('a', 'b', 'c', '__proto__', '00123'),
    latency,
    runtime: fc.constantFrom('python', 'nodejs', ''),
    memoryMB: fc.constantFrom(128, 512, UNKNOWN_COUNT),
    linesBefore: fc.integer({ min: 1, max: 3 }),
  });
  return fc.array(row, { minLength, maxLength }).map((rows) => {
    let line = 1;
    return rows.map(({ linesBefore, ...rest }) => {
      line += linesBefore;
      return { ...rest, line };
    });
  });
}

/** Quantile of values in any order, straight from its definition: linear between the two nearest order statistics. */
export function naiveQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = p * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below * (1 - (position % 1)) + above * (position % 1);
}

/** Equal up to rounding. */
export function isClose(actual: number, expected: number): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

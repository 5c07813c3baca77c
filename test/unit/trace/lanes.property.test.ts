import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLD_STARTS_ONLY,
  COLUMNS,
  type Column,
  headerColumns,
  type LineAccount,
  NO_EXTRAS,
  namesAsBytes,
  type RowProblem,
  SharedNames,
  TraceError,
  type TraceTable,
  UNKNOWN_COUNT,
} from '../../../src/trace';
import { Columns } from '../../../src/trace/columns';
import { CsvLane } from '../../../src/trace/csvLane';
import { keyedColumns, keyedNames } from '../../../src/trace/keyedColumns';
import { RowCollector } from '../../../src/trace/rows';
import { nameTables } from '../../../src/trace/threadNames';
import { TraceReader } from '../../../src/trace/traceReader';
import { runs } from '../../depth';
import { digested } from './digest';
import { headerAndRows, pieces } from './files';

/** Generated files for each property; the full count is 100,000. */
const RUNS = runs(2000);

interface Outcome {
  readonly account: LineAccount;
  readonly problems: readonly RowProblem[];
  /** null where there is no readable row. */
  readonly table: TraceTable | null;
  /** The message where a name is not UTF-8. */
  readonly refused?: string;
}

const REFUSED: Outcome = {
  account: { rows: 0, ...COLD_STARTS_ONLY, badRows: 0, blankLines: 0, headerLines: 0, records: 0, physicalLines: 0 },
  problems: [],
  table: null,
};

/** The outcome of reading all rows with csv-parse. */
function throughCsvParse(header: string, bytes: Uint8Array, schema?: readonly Column[]): Outcome {
  const read = headerColumns(header, schema)!;
  const rows = new RowCollector(read, new Columns(read.columns), nameTables(read.columns), 2);
  const lane = new CsvLane(rows);
  try {
    for (let at = 0; at < bytes.length; )
      at = lane.readRecords(bytes, at, bytes.length, true, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (error instanceof TraceError && error.code === 'encoding') return { ...REFUSED, refused: error.message };
    throw error;
  }
  const { badRows, blankLines, line, problems } = rows;
  const rowCount = rows.columns.rows;
  const records = rowCount + badRows + blankLines + 1;
  const lines = { blankLines, headerLines: 1, records, physicalLines: line - 1 };
  return {
    account: { rows: rowCount, ...COLD_STARTS_ONLY, badRows, ...lines },
    problems,
    table:
      rowCount === 0
        ? null
        : {
            rowCount,
            ...keyedColumns(read.columns, rows.columns.finish()),
            ...keyedNames(rows),
            ...NO_EXTRAS,
            files: [{ name: '', firstRow: 0, rows: rowCount, lineOffset: 0 }],
          },
  };
}

/** The outcome of reading a trace, plain lines straight from their bytes. */
function asRead(
  parts: readonly Uint8Array[],
  stretch: number,
  schema?: readonly Column[],
  mostRemembered?: number,
): Outcome {
  const reader = new TraceReader(stretch, { schema, mostRemembered });
  try {
    for (const part of parts) for (const _ of reader.write(part));
    const { account, problems, table } = reader.end();
    return { account, problems, table };
  } catch (error) {
    if (error instanceof TraceError && error.code === 'encoding') return { ...REFUSED, refused: error.message };
    if (!(error instanceof TraceError && error.account)) throw error;
    return { account: error.account, problems: error.problems, table: null };
  }
}

function wholeFile(header: string, rows: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode(`${header}\n`), ...rows]);
}

/** The schema with a column of each kind that a file may lack. */
const WIDE_SCHEMA: readonly Column[] = [
  ...COLUMNS,
  { key: 'zone', header: 'zone', kind: 'name', required: false, plural: 'zones', title: 'zone' },
  { key: 'x', header: 'x', kind: 'number32', required: false, plural: 'numbers', title: 'x' },
  { key: 'y', header: 'y', kind: 'number', required: false, plural: 'numbers', title: 'y' },
];

describe('the two lanes', () => {
  it('give the same table, bad rows and messages for any file in any pieces', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 4 });
    const stretch = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(1 << 18));
    const mostRemembered = fc.option(fc.nat(3), { nil: undefined });
    fc.assert(
      fc.property(headerAndRows, cuts, stretch, mostRemembered, ({ header, rows }, cuts, stretch, mostRemembered) => {
        fc.pre(!rows.includes(0));
        const found = asRead(pieces(wholeFile(header, rows), cuts), stretch, undefined, mostRemembered);
        expect(found).toEqual(throughCsvParse(header, rows));
      }),
      { numRuns: RUNS },
    );
  });

  it('give the same for every split of a file with all kinds of lines', () => {
    const header = 'functionName,__time__,x,latency,runtime,memoryMB';
    const rows = new TextEncoder().encode(
      'f,1,,2.5,r,3\r\n"g,",2,"a\r\n""b""",1e2,,4.0\n\n \t\r\n函数,3,y,-1,r,5\rbad\nlost,"4,z,1,r,6\né,5,,0x1,r,7\nf,6,,12345678901234567890,s,8',
    );
    const file = wholeFile(header, rows);
    const expected = throughCsvParse(header, rows);
    expect(expected.account).toEqual({
      rows: 3,
      ...COLD_STARTS_ONLY,
      badRows: 4,
      blankLines: 2,
      headerLines: 1,
      records: 10,
      physicalLines: 11,
    });
    for (let cut = 0; cut <= file.length; cut++) {
      for (const stretch of [1, 7, 64]) expect(asRead(pieces(file, [cut]), stretch)).toEqual(expected);
    }
  });

  it('give the same for columns of every kind, present or not', () => {
    fc.assert(
      fc.property(headerAndRows, fc.nat(), ({ header, rows }, cut) => {
        fc.pre(!rows.includes(0) && headerColumns(header, WIDE_SCHEMA) !== null);
        const file = wholeFile(header, rows);
        expect(asRead(pieces(file, [cut]), 1 << 18, WIDE_SCHEMA)).toEqual(throughCsvParse(header, rows, WIDE_SCHEMA));
      }),
      { numRuns: RUNS },
    );
  });

  it('leave an empty cell of an optional column unknown', () => {
    const header = 'y,__time__,zone,latency,x,functionName,runtime,memoryMB';
    const rows = new TextEncoder().encode(
      '1.1,1,eu,2,0.1,f,r,3\n,1,,2,,f,,\nNaN,1,,2,NULL,f,,-\n?,1,eu,2,-1,f,r,3.5\n,,,2,,f,,\n',
    );
    for (const { table, problems } of [
      asRead([wholeFile(header, rows)], 1 << 18, WIDE_SCHEMA),
      throughCsvParse(header, rows, WIDE_SCHEMA),
    ]) {
      expect(table).toMatchObject({
        rowCount: 4,
        memoryMB: Uint32Array.of(3, UNKNOWN_COUNT, UNKNOWN_COUNT, 4),
        runtimeNames: ['r', ''],
        runtimeId: Uint16Array.of(0, 1, 1, 0),
        zoneNames: new SharedNames(namesAsBytes(['eu', ''])),
        zoneId: Uint32Array.of(0, 1, 1, 0),
        x: Float32Array.of(0.1, Number.NaN, Number.NaN, Number.NaN),
        y: Float64Array.of(1.1, Number.NaN, Number.NaN, Number.NaN),
      });
      expect(problems.map(({ line, column, kept }) => [line, column, kept])).toEqual([
        [5, 'x', true],
        [5, 'y', true],
        [6, '__time__', undefined],
      ]);
    }
  });

  it('give the same for numbers of every form', () => {
    const digits = fc.stringMatching(/^[0-9]{0,18}$/);
    const composed = fc
      .tuple(
        fc.constantFrom('', '', '', '+', '-', ' '),
        digits,
        fc.constantFrom('', '', '.', '..'),
        digits,
        fc.constantFrom('', '', '', 'e3', 'E-5', 'e', ' '),
      )
      .map((parts) => parts.join(''));
    // As many digits as are read at once, more than a double holds, with the point anywhere: most have to be rounded.
    const long = fc
      .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n + 1000n }), fc.nat(20))
      .map(([digits, point]) => `${`${digits}`.slice(0, point)}.${`${digits}`.slice(point)}`);
    const double = fc.double({ min: 0, max: 1e18, noNaN: true });
    const printed = fc
      .tuple(double, fc.integer({ min: 15, max: 21 }))
      .map(([value, precision]) => value.toPrecision(precision));
    const halfway = double.map((value) => `${BigInt(Math.floor(value)) * 2n + 1n}`);
    const number = fc.oneof(composed, long, printed, halfway);
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 20 }), (numbers) => {
        const header = '__time__,latency,memoryMB,functionName';
        const rows = new TextEncoder().encode(numbers.map((fields) => `${fields.join(',')},f\n`).join(''));
        expect(asRead([wholeFile(header, rows)], 1 << 18)).toEqual(throughCsvParse(header, rows));
      }),
      { numRuns: RUNS },
    );
  });

  it('distinguish many names', () => {
    const header = '__time__,latency,functionName,runtime';
    const lines = Array.from({ length: 60_000 }, (_, i) => `1,2,${((i * 7919) % 20_000).toString(36)},r${i % 300}\n`);
    const rows = new TextEncoder().encode(lines.join(''));
    const [plain, csv] = [asRead([wholeFile(header, rows)], 1 << 16), throughCsvParse(header, rows)];
    expect(plain.account).toEqual(csv.account);
    expect(digested(plain.table!)).toEqual(digested(csv.table!));
  });
});

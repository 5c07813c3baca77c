import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceError, type TraceFile } from '../../../src/trace';
import { Columns } from '../../../src/trace/columns';
import { CsvLane } from '../../../src/trace/csvLane';
import { makeSample } from '../../../src/trace/formats';
import { faasnet } from '../../../src/trace/formats/faasnet';
import { HeadReader } from '../../../src/trace/headReader';
import { mappedTimeUnit } from '../../../src/trace/mappedHeader';
import { emptyFile } from '../../../src/trace/readingEnd';
import { RowCollector } from '../../../src/trace/rows';
import { nameTables } from '../../../src/trace/threadNames';
import { TimeScale } from '../../../src/trace/timeUnit';
import { TraceReader } from '../../../src/trace/traceReader';
import { ByteWindow } from '../../../src/trace/window';
import { runs } from '../../depth';
import { pieces, traceBytes } from './files';
import { type MappedFile, mappedFile } from './mappedFiles';
import { asNaiveTable, naiveReadMapped } from './mappedOracle';
import { mapping, readMapped, rowsOf, times } from './mapping';
import { inThreads, outcome, threadsOn } from './threads';

const RUNS = runs(1000);

/** Reads in pieces, plain lines in the kernel. */
function read(
  { bytes, mapping }: Pick<MappedFile, 'bytes'> & Partial<MappedFile>,
  cuts: readonly number[],
  stretch: number,
): TraceFile {
  const reader = new TraceReader(stretch, { mapping });
  for (const part of pieces(bytes, cuts)) for (const _ of reader.write(part));
  return reader.end();
}

/** What reading gives, or the message of its error. */
function attempt<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof TraceError) return error.message;
    throw error;
  }
}

/** Rows and counts, as text reads them: no line goes through the kernel. */
function readAsText({ bytes, mapping }: MappedFile) {
  const window = new ByteWindow();
  window.append(bytes);
  if (bytes[0] === 0xef) window.start = 3;
  const reader = new HeadReader({ mapping });
  const head = reader.read(window, bytes.length, true);
  if (!head) throw emptyFile(reader.skippedLines, reader.blankLines);
  const columns = new Columns(head.header.columns, new TimeScale(mappedTimeUnit(mapping)));
  const rows = new RowCollector(head.header, columns, nameTables(head.header.columns), head.line - head.blankLines);
  rows.skipBlankLines(head.blankLines);
  const lane = new CsvLane(rows);
  while (window.length > 0)
    window.start = lane.readRecords(window.bytes, window.start, window.end, true, Number.POSITIVE_INFINITY);
  return rows;
}

describe('a mapped table', () => {
  it('is the same in any pieces', () => {
    fc.assert(
      fc.property(
        mappedFile,
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.integer({ min: 1, max: 400 }),
        (file, cuts, stretch) => {
          fc.pre(!file.bytes.includes(0));
          expect(attempt(() => read(file, cuts, stretch))).toEqual(attempt(() => read(file, [], 1 << 18)));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('is the same with any delimiter, column order, quotes, line ends and byte-order mark', async () => {
    const name = fc.stringMatching(/^[a-z]([a-z;,| \t"é]{0,8}[a-z])?$/);
    const row = fc.record({ t: fc.nat(2_000_000_000), f: name, l: fc.nat(99_999), m: fc.nat(4096), x: name });
    const layout = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|', ' ' as const),
      order: fc.shuffledSubarray(['t', 'f', 'l', 'm', 'x'] as const, { minLength: 5 }),
      quoted: fc.integer({ min: 1, max: 4 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      mark: fc.constantFrom('', '\ufeff'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), layout, async (rows, layout) => {
        const { delimiter, order, quoted, end, mark } = layout;
        const write = (text: string, at: number) =>
          at % quoted === 0 || text.includes('"') || text.includes(delimiter)
            ? `"${text.replaceAll('"', '""')}"`
            : text;
        const lines = [order, ...rows.map((row) => order.map((column) => `${row[column]}`))];
        const text = lines.map((fields, line) => fields.map((field, at) => write(field, at + line)).join(delimiter));
        const found = await readMapped(
          mark + text.join(end),
          mapping({
            delimiter,
            time: times('t', 's'),
            function: { parts: [{ column: 'f' }] },
            latency: { column: 'l', unit: 'ms' },
            memoryMB: { column: 'm', unit: 'MB' },
            extras: [{ key: 'x', title: 'x', role: 'label', column: 'x' }],
          }),
        );
        expect(rowsOf(found)).toEqual(
          rows.map(({ t, f, l, m, x }, at) => ({
            ...{ line: at + 2, time: t, function: f },
            ...{ latency: l / 1000, memoryMB: m, x },
          })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same through the kernel and as text', () => {
    let rowCount = 0;
    fc.assert(
      fc.property(mappedFile, (file) => {
        fc.pre(!file.bytes.includes(0) && file.mapping.id === undefined);
        const found = attempt(() => read(file, [], 1 << 18));
        const text = attempt(() => readAsText(file));
        if (typeof text === 'string') {
          expect(found).toBe(text);
          return;
        }
        if (typeof found === 'string') {
          expect(text.columns.rows).toBe(0);
          return;
        }
        const { table, account } = found;
        rowCount += table.rowCount;
        const { arrays, line } = text.columns.finish();
        expect(table.line).toEqual(line);
        expect([table.time, table.functionId, table.latency]).toEqual(arrays.slice(0, 3));
        const extras = [...table.stages, ...table.measures].map(({ values }) => values);
        expect(arrays).toEqual(expect.arrayContaining([...extras, ...table.labels.map(({ ids }) => ids)]));
        expect(arrays).toEqual(
          expect.arrayContaining([table.memoryMB, table.runtimeId].filter((array) => array !== null)),
        );
        expect(account.otherRows.map(({ count }) => count)).toEqual(text.otherRows === 0 ? [] : [text.otherRows]);
        expect([account.warmRows, account.badRows, account.blankLines]).toEqual([
          text.warm?.rows ?? 0,
          text.badRows,
          text.blankLines,
        ]);
        expect(found.problems).toEqual(text.problems);
        if (table.warm)
          expect([table.warm.time, table.warm.functionId]).toEqual(text.warm!.finish().arrays.slice(0, 2));
        expect(account.records).toBe(
          account.rows + account.warmRows + text.otherRows + account.badRows + account.blankLines + account.headerLines,
        );
      }),
      { numRuns: RUNS },
    );
    expect(rowCount).toBeGreaterThan(RUNS / 4);
  });

  it('is what a naive reader finds', () => {
    let rowCount = 0;
    fc.assert(
      fc.property(mappedFile, fc.integer({ min: 1, max: 400 }), ({ bytes, mapping }, stretch) => {
        fc.pre(!bytes.includes(0));
        const found = attempt(() => read({ bytes, mapping }, [], stretch));
        const expected = naiveReadMapped(bytes, mapping);
        expect(typeof found === 'string' ? null : asNaiveTable(found, mapping.extras)).toEqual(expected);
        rowCount += expected?.rows.length ?? 0;
      }),
      { numRuns: RUNS },
    );
    expect(rowCount).toBeGreaterThan(RUNS / 4);
  });

  it('is the same in threads', async () => {
    await fc.assert(
      fc.asyncProperty(
        mappedFile,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.nat(3), { nil: undefined }),
        async (file, blockBytes, count, mostRemembered) => {
          fc.pre(!file.bytes.includes(0));
          const { mapping } = file;
          // Enough lines for the reader to see that the file is text before threads start.
          const bytes = Buffer.concat([file.bytes, Buffer.from('\n'.repeat(9000)), file.bytes]);
          const threads = threadsOn(bytes, blockBytes, count, undefined, mostRemembered);
          expect(await outcome(() => inThreads(bytes, file.bytes.length + 9000, threads, mapping))).toEqual(
            await outcome(async () => read({ mapping, bytes }, [], 1 << 18)),
          );
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  it('is the same as without a mapping, for the released trace', () => {
    fc.assert(
      fc.property(traceBytes, (bytes) => {
        const { table } = makeSample(bytes, true);
        const mapping = table && faasnet.recognise(table);
        fc.pre(mapping !== null && mapping.delimiter === ',' && mapping.skipLines === 0 && !mapping.decimalComma);
        const native = attempt(() => read({ bytes }, [], 1 << 18));
        expect(attempt(() => read({ bytes, mapping }, [], 1 << 18))).toEqual(
          typeof native === 'string' ? native : { ...native, format: { id: 'table', title: 'table' } },
        );
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});

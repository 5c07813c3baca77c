import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITERS } from '../../../../src/trace/formats/sample';
import { sniffTable } from '../../../../src/trace/formats/sniff';
import { runs } from '../../../depth';

const SEMICOLONS = [
  'Timestamp;Function;Cold start (ms);Region',
  '04.03.2025 09:15:10;orders-api;810,5;eu-west-1',
  '04.03.2025 09:15:58;thumbnailer;1007,0;eu-west-1',
];

describe('a sniffed table', () => {
  it('prefers semicolons to the decimal commas between them', () => {
    expect(sniffTable(lines(SEMICOLONS))).toEqual({
      delimiter: ';',
      skipLines: 0,
      names: ['Timestamp', 'Function', 'Cold start (ms)', 'Region'],
      rows: [
        ['04.03.2025 09:15:10', 'orders-api', '810,5', 'eu-west-1'],
        ['04.03.2025 09:15:58', 'thumbnailer', '1007,0', 'eu-west-1'],
      ],
    });
  });

  it('prefers semicolons to decimal commas without a header, too', () => {
    const table = sniffTable(lines(['1741079710;orders;810,5;1,5', '1741079758;thumbs;1007,0;2,5']));
    expect(table).toMatchObject({ delimiter: ';', names: ['1741079710', 'orders', '810,5', '1,5'] });
  });

  it('ends lines by CRLF or CR as well', () => {
    for (const end of ['\r\n', '\r']) {
      expect(sniffTable(SEMICOLONS.join(end) + end)).toEqual(sniffTable(lines(SEMICOLONS)));
    }
  });

  it('starts below comments, blank lines, titles and sep=', () => {
    expect(sniffTable(lines(['sep=;', ...SEMICOLONS]))).toMatchObject({ skipLines: 1, delimiter: ';' });
    expect(sniffTable(lines(['"sep=,"', 'a,b', '1;2,3;4']))).toMatchObject({ skipLines: 1, names: ['a', 'b'] });
    expect(sniffTable(lines(['# from the cluster, all of it', '', ...SEMICOLONS]))).toMatchObject({ skipLines: 2 });
    expect(sniffTable(lines(['Starts in March', ...SEMICOLONS]))).toMatchObject({
      skipLines: 1,
      names: ['Timestamp', 'Function', 'Cold start (ms)', 'Region'],
    });
  });

  it('counts the lines of quoted fields above it', () => {
    expect(sniffTable(lines(['"a title', 'of two lines"', ...SEMICOLONS]))?.skipLines).toBe(2);
  });

  it('may have one more field in each row than the header names', () => {
    expect(sniffTable(lines(['time\tapp\tms', '1\ta\t2\t', '2\ta\t3\t', '3\tb\t4\t']))).toMatchObject({
      delimiter: '\t',
      names: ['time', 'app', 'ms'],
    });
  });

  it('takes blanks only where every record has the same number of them', () => {
    expect(sniffTable(lines(['when app ms', '1 a 5', '2 b 6']))?.delimiter).toBe(' ');
    expect(sniffTable(lines(['when app ms', '1 a 5', '2 b 6 7']))).toBeNull();
  });

  it('keeps delimiters and line ends within quotes', () => {
    expect(sniffTable(lines(['time,message,ms', '1,"a, ""b""', 'c",5', '2,d,6']))?.rows).toEqual([
      ['1', 'a, "b"\nc', '5'],
      ['2', 'd', '6'],
    ]);
  });

  it('passes a quote that is never closed over', () => {
    const table = sniffTable(lines(['time,app,ms', '1,"a,5', '2,b,6']));
    expect(table?.rows).toEqual([
      ['1', '"a', '5'],
      ['2', 'b', '6'],
    ]);
  });

  it('is known by its header though rows are broken', () => {
    expect(sniffTable(lines(['__time__,functionName,latency', '1,a', '2,b,3', '3,c,4']))?.names).toHaveLength(3);
    expect(sniffTable('__time__,functionName,latency\n')).toMatchObject({ rows: [] });
  });

  it('is not found in prose, JSON, Markdown, code, a log, or a list', () => {
    const others = [
      ['Dear Ada, I write to you,', 'because of the trace, and', 'of nothing else.', 'Yours, Grace'],
      ['{"a": 1, "b": 2}', '{"a": 2, "b": 3}'],
      ['| a | b |', '| --- | --- |', '| 1 | 2 |'],
      ['const a = 1;', 'const b = [a, 2];', '', 'export { a, b };'],
      ['START RequestId: 1 Version: 2', 'END RequestId: 1', 'REPORT RequestId: 1\tDuration: 5 ms\tBilled: 6 ms'],
      ['alpha', 'beta', 'gamma'],
      [''],
    ];
    for (const text of others) expect(sniffTable(lines(text)), text[0]).toBeNull();
  });

  it('gives back what was written, by any delimiter', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const cell = fc.oneof(word, fc.nat(10_000).map(String), fc.constantFrom('1,5', '04.03.2025', 'a;b', 'c|d'));
    const table = fc.integer({ min: 3, max: 6 }).chain((width) =>
      fc.record({
        names: fc.uniqueArray(word, { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }),
        delimiter: fc.constantFrom(...DELIMITERS),
      }),
    );
    fc.assert(
      fc.property(table, ({ names, rows, delimiter }) => {
        // Blanks are the last choice: a table with them holds no other delimiter.
        fc.pre(delimiter !== ' ' || !/[,;|]/.test(rows.flat().join('')));
        const quoted = (field: string) => (field.includes(delimiter) ? `"${field}"` : field);
        const text = lines([names, ...rows].map((record) => record.map(quoted).join(delimiter)));
        expect(sniffTable(text)).toEqual({ delimiter, skipLines: 0, names, rows });
      }),
      { numRuns: runs(200) },
    );
  });

  it('is looked for in any text without an error', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '\t', '|', ' ', '"', '\r', '\n', '#', 'é') });
    fc.assert(
      fc.property(text, (any) => {
        const table = sniffTable(any);
        if (table !== null) expect(table.names.length).toBeGreaterThan(1);
      }),
      { numRuns: runs(500) },
    );
  });
});

function lines(records: readonly string[]): string {
  return `${records.join('\n')}\n`;
}

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../../../src/text';
import { runs } from '../../depth';

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['＠A1', "'＠A1"],
    ['－1', "'－1"],
    ['-1+cmd|A', "'-1+cmd|A"],
  ])('guards the formula %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('leaves numbers unquoted', () => {
    expect([-5, -0, 1e-9, 0.1, null, Number.NaN, Number.POSITIVE_INFINITY].map(csvCell)).toEqual([
      '-5',
      '0',
      '1e-9',
      '0.1',
      '',
      '',
      '',
    ]);
  });

  it('quotes the separators of any locale', () => {
    expect(csvLine(['a,b', 'a;b', 'a"b', ' a', 'a b'])).toBe('"a,b","a;b","a""b"," a",a b\r\n');
  });

  it('preserves text, and puts an apostrophe before every formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n"\',;1e.＝＋＠－') }),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        const [read] = parse(csvLine(cells), { bom: false }) as string[][];
        expect(read).toEqual(cells.map((text) => (/^[=+\-@\t\r\n＝＋＠－]/.test(text) ? `'${text}` : text)));
      }),
      { numRuns: runs(1000) },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/trace/numbers';
import { runs } from '../../depth';

const DECIMAL = /^[ \t]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t]*$/;

function expected(text: string): number {
  return DECIMAL.test(text) && Number.isFinite(Number(text)) ? Number(text) : Number.NaN;
}

describe('parseDecimal', () => {
  it.each([
    '0',
    '-0',
    '007',
    '1.',
    '.5',
    '+3',
    '-2.5e-3',
    '1E5',
    ' 12\t',
    '1e-400',
    '123456789012345',
    '1234567890123456',
  ])('reads %j as Number does', (text) => {
    expect(parseDecimal(text)).toBe(Number(text));
  });

  it.each([
    '',
    ' ',
    '.',
    '+',
    '-',
    'e5',
    '1e',
    '1e+',
    '1..2',
    '1.2.3',
    '0x10',
    '0b1',
    'Infinity',
    'NaN',
    '1_000',
    '1,5',
    '1 2',
    '1e400',
    '٣',
    '\u00a01',
    '1\n',
  ])('rejects %j', (text) => {
    expect(parseDecimal(text)).toBeNaN();
  });

  it('equals Number to the last bit for every double that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value);
        expect(parseDecimal(text)).toBe(Number(text));
      }),
    );
  });

  it('equals Number to the last bit for decimals of any length', () => {
    const digits = fc.stringMatching(/^[0-9]{0,22}$/);
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('', '.'),
        digits,
        fc.constantFrom('', 'e7', 'E-20', 'e308'),
        (whole, point, part, exponent) => {
          const text = whole + point + part + exponent;
          expect(parseDecimal(text)).toBe(expected(text));
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('agrees with the grammar for any short text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.+-eE \tx'), maxLength: 8 });
    fc.assert(
      fc.property(text, (text) => {
        expect(parseDecimal(text)).toBe(expected(text));
      }),
      { numRuns: runs(5000) },
    );
  });

  it('takes time linear in the length of any text', () => {
    for (const text of [`${'1'.repeat(1_000_000)}x`, `1${' '.repeat(1_000_000)}x`, `${' '.repeat(1_000_000)}x`]) {
      expect(parseDecimal(text)).toBeNaN();
    }
  });
});

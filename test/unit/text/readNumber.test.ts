import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, plainNumber, readNumber } from '../../../src/text';
import { runs } from '../../depth';

describe('readNumber', () => {
  it.each([
    ['1,516', 1516],
    [' 151.6 ', 151.6],
    ['1,234,567.5', 1_234_567.5],
    ['1 516', 1516],
    ['1_516', 1516],
    ['.5', 0.5],
    ['5.', 5],
    ['-3', -3],
    ['-0', 0],
    ['1e3', 1000],
    ['007', 7],
  ])('reads %j', (text, value) => {
    expect(readNumber(text)).toEqual({ value, problem: null });
  });

  it.each([
    ['151,6', '151.6'],
    ['1,5', '1.5'],
    ['12,34', '12.34'],
    ['0,516', '0.516'],
    ['1234,567', '1234.567'],
    ['1.516,5', '1516.5'],
    [',5', '0.5'],
  ])('refuses %j and asks for a decimal point', (text, spelled) => {
    expect(readNumber(text)).toMatchObject({ value: null, problem: `Write a decimal point: ${spelled}.` });
  });

  it.each(['1,,0', '1,51,6', '1,516,5', '1,'])('refuses %j and gives an example', (text) => {
    expect(readNumber(text)).toMatchObject({ value: null, problem: 'Write a decimal point, such as 151.6.' });
  });

  it.each(['0x10', '0b1', '١٢', '5 MB', 'Infinity', 'NaN', '1e', '--1', '1 5', '1.5.2', '+', '.', 'e5', '1,516 000'])(
    'refuses %j',
    (text) => {
      expect(readNumber(text)).toMatchObject({ value: null, problem: expect.stringMatching(/\.$/) });
    },
  );

  it('refuses an empty text and infinite numbers', () => {
    expect(readNumber('  ').problem).toBe('Enter a number.');
    expect(readNumber('1e999').problem).toBe('"1e999" is too large a number. Write a smaller number.');
  });

  it('reads every number that the product prints', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (whole, decimal) => {
        expect(readNumber(count(whole)).value).toBe(whole);
        expect(readNumber(plainNumber(decimal)).value).toBeCloseTo(decimal, 5);
        expect(readNumber(String(decimal)).value).toBe(decimal + 0);
      }),
      { numRuns: runs(500) },
    );
  });

  it('reads commas only as separators of groups of three digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789,,,.-') }), (text) => {
        const { value } = readNumber(text);
        if (value !== null && text.includes(',')) expect(text).toMatch(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/);
      }),
      { numRuns: runs(2000) },
    );
  });
});

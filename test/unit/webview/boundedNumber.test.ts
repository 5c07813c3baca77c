import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedNumber } from '../../../webview/boundedNumber';
import { runs } from '../../depth';

const IMAGE = { min: 0.1, max: 100_000, integer: false, unit: 'MB' };
const COUNT = { min: 1, max: 1_000_000, integer: true };

describe('a number field', () => {
  it.each([
    ['151.6', 151.6],
    [' 428 ', 428],
    ['1,516', 1516],
    ['12,345.5', 12_345.5],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('reads %j as %d', (text, value) => {
    expect(boundedNumber(text, IMAGE)).toEqual({ value, error: null });
  });

  it.each(['151,6', '0,5', '12,34', '1,5', '1,,0', '1516,0', '1,5160', '1.516,0'])(
    'asks for a decimal point instead of reading %j',
    (text) => {
      const { value, error } = boundedNumber(text, IMAGE);
      expect(value).toBeNull();
      expect(error).toMatch(/^Write a decimal point(:|, such as) [\d.]+\. The range is 0\.1 to 100,000 MB\.$/);
    },
  );

  it('suggests the decimal that was meant', () => {
    expect(boundedNumber('151,6', IMAGE).error).toContain('Write a decimal point: 151.6.');
  });

  it.each(['0x10', '0b1', '1 2', '١٢', '１２', 'many', 'Infinity', 'NaN', '--1', '1e', '1_0'])('refuses %j', (text) => {
    const { value, error } = boundedNumber(text, COUNT);
    expect(value).toBeNull();
    expect(error).toContain('is not a number');
    expect(error).toContain('The range is 1 to 1,000,000.');
  });

  it('names the range, and the nearest valid number if there is one', () => {
    expect(boundedNumber('', COUNT).error).toBe('Enter a number, 1 to 1,000,000.');
    expect(boundedNumber('1.5', COUNT).error).toBe('Enter a whole number, 1 to 1,000,000. The nearest is 2.');
    expect(boundedNumber('-1', COUNT).error).toBe('Must be 1 to 1,000,000. The nearest is 1.');
  });

  it('reads any number that JavaScript prints as that number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const { value } = boundedNumber(String(number), {
          min: -Number.MAX_VALUE,
          max: Number.MAX_VALUE,
          integer: false,
        });
        expect(value).toBe(number + 0);
      }),
      { numRuns: runs(1000) },
    );
  });
});

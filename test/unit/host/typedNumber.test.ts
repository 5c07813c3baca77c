import { describe, expect, it } from 'vitest';
import { typedNumber } from '../../../src/host/commands/typedNumber';
import { LIMITS } from '../../../src/simulation';

const { containers, runSeconds: seconds } = LIMITS;

describe('a number typed into a dialog', () => {
  it.each([
    ['1000', 1000],
    [' 1,516 ', 1516],
    ['5,000,000', 5_000_000],
    ['1 516', 1516],
  ])('is read from "%s" as %i containers', (text, value) => {
    expect(typedNumber(text, containers)).toEqual({ value, problem: null });
  });

  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1,000.25', 1000.25],
  ])('is read from "%s" as %d seconds', (text, value) => {
    expect(typedNumber(text, seconds)).toEqual({ value, problem: null });
  });

  it.each(['0,5', '151,6', '12,34', '1,5'])('is refused with a decimal comma, as %s', (text) => {
    for (const range of [containers, seconds]) {
      expect(typedNumber(text, range)).toMatchObject({
        value: null,
        problem: expect.stringContaining('decimal point'),
      });
    }
  });

  it.each(['', 'many', '1,,0', '0x10', '-', '1e999', 'Infinity'])(
    'is refused if it is not a number, as "%s"',
    (text) => {
      const { value, problem } = typedNumber(text, seconds);
      expect(value).toBeNull();
      expect(problem).not.toBe('');
    },
  );

  it.each(['0', '-1', '1.5', '5000001', '1e15'])('is refused outside its range, as %s containers', (text) => {
    expect(typedNumber(text, containers).problem).toBe('Enter a whole number from 1 to 5,000,000.');
  });
});

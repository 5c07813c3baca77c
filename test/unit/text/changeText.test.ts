import { describe, expect, it } from 'vitest';
import { changeText, secondsRange, signedSeconds, timesText } from '../../../src/text';

describe('changeText', () => {
  it('says how much longer or shorter, within what, and how many times', () => {
    expect(changeText({ difference: 12, low: 9, high: 15, ratio: 1.6 })).toBe('12 s (9 to 15 s) longer, 1.6 ×');
    expect(changeText({ difference: -0.5, low: -1.2, high: -0.1, ratio: 0.25 })).toBe(
      '500 ms (100 ms to 1.2 s) shorter, 0.25 ×',
    );
    expect(changeText({ difference: 2, low: 1, high: 3, ratio: null })).toBe('2 s (1 to 3 s) longer');
  });

  it('says so where chance explains the difference', () => {
    expect(changeText({ difference: 0.01, low: -0.02, high: 0.03, ratio: 1.01 })).toBe(
      'no clear difference (-20 to 30 ms)',
    );
    expect(changeText({ difference: 0, low: 0, high: 0, ratio: 1 })).toBe('no clear difference (0 to 0 s)');
  });
});

it('shares the unit of a range where both ends have it', () => {
  expect(secondsRange(1, 2.5)).toBe('1 to 2.5 s');
  expect(secondsRange(-0.2, 0.3)).toBe('-200 to 300 ms');
  expect(secondsRange(0, 0.3)).toBe('0 s to 300 ms');
});

it('writes signs and multiples', () => {
  expect([3, -0.02, 0].map(signedSeconds)).toEqual(['+3 s', '-20 ms', '0 s']);
  expect([1.604, 0, null, Number.NaN].map(timesText)).toEqual(['1.6 ×', '0 ×', '–', '–']);
});

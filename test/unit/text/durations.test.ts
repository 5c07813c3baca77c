import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignedSeconds, duration, inSeconds, interval } from '../../../src/text';
import { runs } from '../../depth';

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [-0, '0 s'],
    [0.000423, '0.423 ms'],
    [0.25, '250 ms'],
    [0.9994, '999 ms'],
    [0.9996, '1 s'],
    [34.25, '34.3 s'],
    [125, '125 s'],
    [599.4, '599 s'],
    [599.6, '10 min'],
    [7300, '2 h 1 min'],
    [3600, '1 h'],
    [86_340, '23 h 59 min'],
    [90_061, '1 d 1 h'],
    [86_400.2, '1 d'],
    [472_222.2 * 3600, '19,675 d 22 h'],
    [-7300, '-2 h 1 min'],
    [1e300, '1.00e+300 s'],
    [1e-300, '1.00e-297 ms'],
    [Number.NaN, '–'],
    [null, '–'],
  ])('writes %s s as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('stays within one unit of its smallest part', () => {
    const sizes: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e10, noNaN: true }), (seconds) => {
        const words = duration(seconds).replaceAll(',', '').split(' ');
        const parts = Array.from(
          { length: words.length / 2 },
          (_, i) => Number(words[2 * i]) * sizes[words[2 * i + 1]],
        );
        const error = Math.abs(parts.reduce((sum, part) => sum + part, 0) - seconds);
        expect(parts.length).toBeLessThanOrEqual(2);
        expect(error).toBeLessThanOrEqual(seconds < 600 ? Math.max(seconds * 0.005, 1e-9) : seconds / 10);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('inSeconds', () => {
  it.each([
    [0.0004, '0.4 ms'],
    [0.85, '850 ms'],
    [34.2, '34.2 s'],
    [999.7, '1,000 s'],
    [7300.4, '7,300 s'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('writes %d s as %s', (seconds, text) => {
    expect(inSeconds(seconds)).toBe(text);
  });
});

describe('alignedSeconds', () => {
  it('has three decimals', () => {
    expect(alignedSeconds(0.85)).toBe('0.850');
    expect(alignedSeconds(-0.0001)).toBe('0.000');
    expect(alignedSeconds(1.7e12)).toBe('1.700e+12');
    expect(alignedSeconds(null)).toBe('–');
  });

  it('shows what is shorter than a millisecond, and 0 alone as 0', () => {
    expect(alignedSeconds(0.0004)).toBe('0.0004');
    expect(alignedSeconds(0.000792)).toBe('0.00079');
    expect(alignedSeconds(0.000996)).toBe('0.001');
    expect(alignedSeconds(1e-9)).toBe('1.0e-9');
    expect(alignedSeconds(0)).toBe('0.000');
  });
});

describe('interval', () => {
  it.each([
    [0.5, '500 ms'],
    [30, '30 s'],
    [60, '1 min'],
    [300, '5 min'],
    [5400, '1 h 30 min'],
    [604_800, '7 d'],
  ])('%d s reads %s', (seconds, text) => {
    expect(interval(seconds)).toBe(text);
  });
});

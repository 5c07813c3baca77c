import { describe, expect, it } from 'vitest';
import { count, counted, duration, percent, utc } from '../../../src/host/format';

describe('format', () => {
  it.each([
    [0, '0 s'],
    [0.000423, '0.423 ms'],
    [0.25, '250 ms'],
    [0.9996, '1 s'],
    [4.5123, '4.51 s'],
    [119.9, '120 s'],
    [750, '12.5 min'],
    [11_520, '3.2 h'],
    [200_000, '2.31 days'],
    [Number.NaN, '–'],
  ])('writes %d seconds as %s', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });

  it('counts things', () => {
    expect(count(1_004_213)).toBe('1,004,213');
    expect(counted(1, 'cold start')).toBe('1 cold start');
    expect(counted(2000, 'cold start')).toBe('2,000 cold starts');
  });

  it.each([
    [0, '0 %'],
    [0.0001, '< 1 %'],
    [0.5, '50 %'],
    [0.9999, '> 99 %'],
    [1, '100 %'],
  ])('writes the share %d as %s', (share, expected) => {
    expect(percent(share)).toBe(expected);
  });

  it('writes times in UTC, whatever the number', () => {
    expect(utc(1_620_489_000)).toBe('2021-05-08 15:50:00 UTC');
    expect(utc(1_620_489_000.25)).toBe('2021-05-08 15:50:00.250 UTC');
    expect(utc(1e20)).toBe('100000000000000000000 s after 1970');
  });
});

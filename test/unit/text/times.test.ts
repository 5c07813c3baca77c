import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateTime, isoUtc, tellsTimes } from '../../../src/text';
import { day, timeOfDay, timeRange } from '../../../src/text/times';
import { runs } from '../../depth';

const morning = Date.UTC(2021, 4, 9, 8, 0, 0) / 1000;

describe('times in UTC', () => {
  it('show seconds only if they matter', () => {
    expect(timeOfDay(morning)).toBe('08:00');
    expect(timeOfDay(morning + 5)).toBe('08:00:05');
    expect(timeOfDay(morning + 0.25, 0.5)).toBe('08:00:00.250');
    expect(dateTime(morning)).toBe('9 May 2021 08:00 UTC');
    expect(day(morning, false)).toBe('9 May');
  });

  it('show milliseconds without rounding errors', () => {
    expect(isoUtc(1_620_489_000)).toBe('2021-05-08 15:50:00 UTC');
    expect(isoUtc(1_620_489_000.25)).toBe('2021-05-08 15:50:00.250 UTC');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (milliseconds) => {
        const digits = String(milliseconds).padStart(3, '0');
        expect(isoUtc(1_700_000_000 + milliseconds / 1000)).toBe(`2023-11-14 22:13:20.${digits} UTC`);
      }),
      { numRuns: runs(200) },
    );
  });

  it('are numbers if they have no date of four-digit year', () => {
    for (const text of [isoUtc, dateTime, timeOfDay]) {
      expect(text(1_700_000_000_000)).toBe('1,700,000,000,000 s after 1970');
      expect(text(-1_700_000_000_000)).toBe('1,700,000,000,000 s before 1970');
      expect(text(1e300)).toContain('s after 1970');
    }
    expect(day(1_700_000_000_000)).toBe('');
  });
});

describe('timeRange', () => {
  it('shows a day once if both ends share it', () => {
    expect(timeRange(morning, morning + 90)).toBe('9 May 2021, 08:00:00 – 08:01:30 UTC');
    expect(timeRange(morning, morning + 300)).toBe('9 May 2021, 08:00 – 08:05 UTC');
  });

  it('leaves out the first year only if both years are equal', () => {
    expect(timeRange(morning, morning + 86_400)).toBe('9 May, 08:00 – 10 May 2021, 08:00 UTC');
    const years = timeRange(Date.UTC(2022, 0, 1) / 1000, Date.UTC(2024, 4, 7, 15, 20) / 1000);
    expect(years).toBe('1 Jan 2022, 00:00 – 7 May 2024, 15:20 UTC');
  });

  it('shows an end without a date as a number', () => {
    expect(timeRange(0, 1_700_000_000_000)).toBe('1 Jan 1970 00:00 UTC – 1,700,000,000,000 s after 1970');
  });

  it('never shows a signed year', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (from, to) => {
        expect(`${timeRange(from, to)} ${isoUtc(from)} ${dateTime(to)}`).not.toMatch(/[+-]\d{6}|NaN|Invalid/);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('whether a trace tells times', () => {
  const at = (from: number, to: number) => ({ from, to });
  it.each([
    [true, { relativeTime: false, timeRange: at(5, 5), coldStarts: 3 }],
    [true, { relativeTime: true, timeRange: at(0, 5), coldStarts: 3 }],
    [true, { relativeTime: true, timeRange: at(0, 0), coldStarts: 1 }],
    [false, { relativeTime: true, timeRange: at(0, 0), coldStarts: 3 }],
    [false, { relativeTime: false, timeRange: null, coldStarts: 0 }],
  ])('is %j for %j', (tells, trace) => {
    expect(tellsTimes(trace)).toBe(tells);
  });
});

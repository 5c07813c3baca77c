import { describe, expect, it } from 'vitest';
import { type DateOrder, parseDate } from '../../../src/trace/dates';

const AT = Date.UTC(2025, 2, 4, 9, 15, 10) / 1000;

const FORMS: readonly (readonly [text: string, order: DateOrder, seconds: number])[] = [
  ['2025-03-04T09:15:10Z', 'ymd', AT],
  ['2025-03-04 09:15:10', 'ymd', AT - 3600],
  ['2025-03-04 09:15:10.146', 'ymd', AT - 3600 + 0.146],
  ['2025-03-04 09:15:10,146000001 Z', 'ymd', AT + 0.146000001],
  ['2025-03-04T09:15:10+05:30', 'ymd', AT - 5.5 * 3600],
  ['2025-03-04T09:15:10-0730', 'ymd', AT + 7.5 * 3600],
  ['2025-03-04T09:15:10 +02', 'ymd', AT - 7200],
  ['2025-03-04T09:15:10 UTC', 'ymd', AT],
  ['2025/3/4 9:15:10Z', 'ymd', AT],
  ['04.03.2025 09:15:10Z', 'dmy', AT],
  ['4.3.2025, 9:15Z', 'dmy', AT - 10],
  ['4/3/25 9:15:10Z', 'dmy', AT],
  ['3/4/2025, 9:15:10.146 AM Z', 'mdy', AT + 0.146],
  ['3/4/2025, 9:15:10 PM Z', 'mdy', AT + 12 * 3600],
  ['3/4/2025 12:15:10 a.m. Z', 'mdy', AT - 9 * 3600],
  ['3/4/2025 12:15:10\u202fpm Z', 'mdy', AT + 3 * 3600],
  ['2024-02-29T24:00:00Z', 'ymd', Date.UTC(2024, 2, 1) / 1000],
  [' 1970-01-01T01:00 ', 'ymd', 0],
];

describe('a date', () => {
  it.each(FORMS)('%s, %s, an hour east of UTC unless it says otherwise', (text, order, seconds) => {
    expect(parseDate(text, { order, zone: 60 })).toBe(seconds);
  });

  it.each([
    ['2025-02-29T00:00Z', 'ymd'],
    ['2025-13-01T00:00Z', 'ymd'],
    ['2025-00-01T00:00Z', 'ymd'],
    ['31.04.2025 00:00', 'dmy'],
    ['0.4.2025 00:00', 'dmy'],
    ['13/1/2025 13:00 PM', 'mdy'],
    ['1/13/2025 13:00 PM', 'mdy'],
    ['1/13/2025 0:00 AM', 'mdy'],
    ['2025-03-04', 'ymd'],
    ['2025-03-04T24:00:01Z', 'ymd'],
    ['2025-03-04T09:60Z', 'ymd'],
    ['2025-03-04T09:15:60Z', 'ymd'],
    ['2025-03/04T09:15Z', 'ymd'],
    ['2025-03-04T09:15:10+24:00', 'ymd'],
    ['1969-12-31T23:59:59Z', 'ymd'],
    ['5138-12-31T23:59:59Z', 'ymd'],
    ['1741079710', 'ymd'],
    ['', 'ymd'],
  ] as const)('%s, %s is refused', (text, order) => {
    expect(parseDate(text, { order, zone: 0 })).toBeNaN();
  });

  it('from 1970 to 2400 is that of the calendar', () => {
    for (let day = 0; day < 157_000; day += 5) {
      const date = new Date(day * 86_400_000).toISOString();
      expect(parseDate(date, { order: 'ymd', zone: 0 })).toBe(day * 86_400);
    }
  });
});

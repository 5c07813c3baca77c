import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytes,
  count,
  counted,
  duration,
  latency,
  percent,
  plainName,
  ratio,
  shortName,
  timeOfDay,
  timeRange,
} from '../../../webview/format';

describe('numbers with their units', () => {
  test.each([
    [0.0004, '0.4 ms'],
    [0.85, '850 ms'],
    [0.9996, '1 s'],
    [34.2, '34.2 s'],
    [1234.4, '1,234 s'],
    [0, '0 s'],
    [Number.NaN, '–'],
  ])('a latency of %d s reads %s', (seconds, text) => {
    expect(latency(seconds)).toBe(text);
  });

  test.each([
    [86_340, '23 h 59 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [59.9, '59.9 s'],
    [90_061, '1 d 1 h'],
    [null, '–'],
  ])('a span of %s s reads %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  test('counts, bytes, shares and ratios', () => {
    expect(count(1_004_213)).toBe('1,004,213');
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(2, 'row')).toBe('2 rows');
    expect(bytes(999)).toBe('999 bytes');
    expect(bytes(999_999)).toBe('1 MB');
    expect(bytes(66_100_000)).toBe('66.1 MB');
    expect(percent(0.125)).toBe('12.5 %');
    expect(ratio(13.42)).toBe('13.4×');
    expect(ratio(Number.POSITIVE_INFINITY)).toBe('–');
  });
});

describe('times, in UTC', () => {
  const morning = Date.UTC(2021, 4, 9, 8, 0, 0) / 1000;

  test('seconds are said only where they matter', () => {
    expect(timeOfDay(morning)).toBe('08:00');
    expect(timeOfDay(morning + 5)).toBe('08:00:05');
    expect(timeOfDay(morning + 0.25, 0.5)).toBe('08:00:00.250');
  });

  test('a range says its day once, and twice where it changes', () => {
    expect(timeRange(morning, morning + 90)).toBe('9 May 2021, 08:00:00 – 08:01:30 UTC');
    expect(timeRange(morning, morning + 300)).toBe('9 May 2021, 08:00 – 08:05 UTC');
    expect(timeRange(morning, morning + 86_400)).toBe('9 May, 08:00 – 10 May 2021, 08:00 UTC');
  });

  test('a moment that no calendar has is still a number', () => {
    expect(timeOfDay(1e300)).toContain('s');
  });
});

describe('names from files', () => {
  test('stay one line of text that cannot rearrange its surroundings', () => {
    expect(plainName('a\nb\tc')).toBe('a⏎b�c');
    expect(plainName('\u202egnp.exe')).toBe('�gnp.exe');
    expect(plainName('')).toBe('(no name)');
    expect(plainName('دالة')).toBe('دالة');
  });

  test('short names cut between characters, not inside one', () => {
    expect(shortName('🚀'.repeat(60), 5)).toBe('🚀🚀🚀🚀…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const short = shortName(name, 20);
        expect([...short].length).toBeLessThanOrEqual(20);
        expect(short).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

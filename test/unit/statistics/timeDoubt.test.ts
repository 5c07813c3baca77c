import { describe, expect, it } from 'vitest';
import { timeDoubt } from '../../../src/statistics/timeDoubt';
import type { TimeUnit } from '../../../src/trace';

function doubt(times: readonly number[], unit: TimeUnit = 'seconds', isSet = false): string | null {
  const sorted = times.toSorted((a, b) => a - b);
  return timeDoubt({ count: sorted.length, at: (rank) => sorted[rank] }, unit, isSet);
}

describe('timeDoubt', () => {
  it('accepts present-day times', () => {
    expect(doubt([1_620_489_600, 1_620_489_600.25, 1_620_489_700])).toBeNull();
    expect(doubt([1_620_489_600.123, 1_620_489_700], 'milliseconds')).toBeNull();
    expect(doubt([1_640_995_200, 1_715_095_200])).toBeNull();
    expect(doubt([1_700_000_000])).toBeNull();
    expect(doubt([])).toBeNull();
  });

  it('doubts times far too large for the unit of the first row', () => {
    expect(doubt([1_620_489_600, 1_620_489_600_123])).toMatch(
      /^Times are read as epoch seconds, as the first row has them, but some are far too large/,
    );
  });

  it('doubts times far too small for that unit, as if the first time had too many digits', () => {
    expect(doubt([1_620_489.7, 1_620_489_600], 'milliseconds')).toMatch(
      /^Times are read as epoch milliseconds, as the first row has them, but some are far too small/,
    );
  });

  it('says that times count from 0 if all are in 1970', () => {
    expect(doubt([0, 250, 500, 750, 1000])).toBe(
      'All times lie in 1970: they count from 0 and are not dates. They are read as seconds; set the time unit where they are finer.',
    );
    expect(doubt([0, 86_400 * 300])).toContain('they count from 0');
    expect(doubt([0, 0.25, 1], 'milliseconds', true)).toBe(
      'All times lie in 1970: they count from 0 and are not dates.',
    );
  });

  it('says that times may count from 0 if they begin in 1970 and go on without a gap', () => {
    // A day in milliseconds, an hour in microseconds, a minute in nanoseconds, counted from 0 and read as seconds.
    for (const length of [86_400e3, 3600e6, 60e9]) {
      const times = Array.from({ length: 1000 }, (_, i) => Math.round((i / 999) * length));
      expect(doubt(times)).toBe(
        'The times begin in 1970, long before the first cold-start traces: they may count from 0 and not be dates. They are read as seconds; set the time unit where they are finer.',
      );
    }
    expect(doubt([0, 250_000_000, 500_000_000])).toContain('they may count from 0');
  });

  it('says that times before 2000 may count from the start of a machine', () => {
    expect(doubt([500_000_000, 500_000_250, 500_001_000])).toBe(
      'The times begin before 2000, long before the first cold-start traces: they may count from 0 and not be dates. They are read as seconds; set the time unit where they are finer.',
    );
    expect(doubt([946_684_800, 946_684_801])).toBeNull();
  });

  it('recognises the day numbers of a spreadsheet', () => {
    expect(doubt([45_361.0416, 45_361.0417])).toMatch(
      /^All times lie in 1970 and have decimals: they look like day numbers of a spreadsheet \(the first would be 2024-03-10\)\./,
    );
    expect(doubt([45_361, 45_362])).toContain('they count from 0');
    expect(doubt([0.5, 45_361.0417])).toContain('they count from 0');
  });

  it('takes seconds since midnight for no days', () => {
    const day = Array.from({ length: 200 }, (_, i) => 32_400 + 126.5 * i);
    expect(doubt(day)).toContain('they count from 0 and are not dates');
  });

  it('doubts times that a spreadsheet has rounded', () => {
    expect(doubt([1.7e9, 1.7e9])).toContain('a spreadsheet may have rounded them');
    expect(doubt([1.70012e9, 1.70013e9, 1.70014e9])).toContain('a spreadsheet may have rounded them');
    expect(doubt([1_700_002_800, 1_700_006_400, 1_700_010_000])).toBeNull();
  });

  it('doubts a few times that are decades away from the rest', () => {
    expect(doubt([1_700_000_000, 1_700_000_001, 17])).toBe(
      'One time lies decades away from the others: the span, the charts and all rates here may be wrong.',
    );
    expect(doubt([1_700_000_000, 1_700_000_001, 1_700_000_002, 2, 4_102_444_800])).toMatch(/^2 times lie decades away/);
  });
});

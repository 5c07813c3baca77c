import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeDoubt } from '../../../src/statistics/timeDoubt';

/** When something that happened may have been logged, epoch seconds: from 1973 to 2100. */
const moments = fc.integer({ min: 100_000_000, max: 4_102_444_800 });

it('times in epoch seconds, and times since the start of something, are not doubted', () => {
  fc.assert(
    fc.property(fc.oneof(moments, fc.nat(604_800)), (seconds) => {
      expect(timeDoubt(seconds)).toBeNull();
    }),
  );
});

it.each([
  ['milliseconds', 1e3, '1,000'],
  ['microseconds', 1e6, '1,000,000'],
  ['nanoseconds', 1e9, '1,000,000,000'],
])('times in %s are, with what to divide them by', (unit, perSecond, divisor) => {
  fc.assert(
    fc.property(moments, (seconds) => {
      const year = new Date(seconds * 1000).getUTCFullYear();
      expect(timeDoubt(seconds * perSecond)).toBe(
        `Times are read as epoch seconds, but look like ${unit}, with which the trace would begin in ${year}: divide __time__ by ${divisor}, or all times and rates here are wrong.`,
      );
    }),
  );
});

it('times that no unit makes sensible are doubted without advice', () => {
  expect(timeDoubt(1e21)).toBe('Times are read as epoch seconds, but are far too large for that.');
});

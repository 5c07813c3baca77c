import { expect, it } from 'vitest';
import { timeDoubt } from '../../../src/statistics/timeDoubt';

it('times of this age are not doubted', () => {
  expect(timeDoubt(0, 'seconds')).toBeNull();
  expect(timeDoubt(1_620_489_600.123, 'milliseconds')).toBeNull();
});

it('times far too large for the unit of the first row are', () => {
  expect(timeDoubt(1_620_489_600_123, 'seconds')).toMatch(
    /^Times are read as epoch seconds, as the first row has them, but some are far too large/,
  );
});

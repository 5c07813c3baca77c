import { expect, it } from 'vitest';
import { timeDoubt } from '../../../src/statistics/timeDoubt';

it('times of this age are not doubted', () => {
  expect(timeDoubt({ from: 0, to: 86_400 }, 'seconds')).toBeNull();
  expect(timeDoubt({ from: 1_620_489_600.123, to: 1_620_489_700 }, 'milliseconds')).toBeNull();
});

it('times far too large for the unit of the first row are', () => {
  expect(timeDoubt({ from: 1_620_489_600, to: 1_620_489_600_123 }, 'seconds')).toMatch(
    /^Times are read as epoch seconds, as the first row has them, but some are far too large/,
  );
});

it('so are times far too small for it, as of a trace whose first time has digits too many', () => {
  expect(timeDoubt({ from: 1_620_489.7, to: 1_620_489_600 }, 'milliseconds')).toMatch(
    /^Times are read as epoch milliseconds, as the first row has them, but some are far too small/,
  );
});

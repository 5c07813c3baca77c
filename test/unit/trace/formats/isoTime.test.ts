import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IsoTimeReader } from '../../../../src/trace/formats/lambda/isoTime';
import { runs } from '../../../depth';

describe('a time in ISO 8601', () => {
  it('is that of the calendar', () => {
    const reader = new IsoTimeReader();
    const dates = fc.date({ min: new Date(0), max: new Date('5138-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(reader.read(date.toISOString(), 0)).toBeCloseTo(date.getTime() / 1000, 4);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each(['0000-00-00', '2025-00-10', '2025-13-01', '2025-02-29', '2025-04-31', '1969-12-31'])(
    'is none on %s, even as the first of a log',
    (day) => {
      expect(new IsoTimeReader().read(`${day}T00:00:00Z`, 0)).toBeNaN();
    },
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesSource, readTrace } from '../../../src/trace';
import { parseTime } from '../../../src/trace/times';

/** Epoch milliseconds from 1970 to the year 5000. */
const moments = fc.integer({ min: 0, max: 95_617_584_000_000 });

it('dates and times of day are read to the millisecond, with any offset from UTC', () => {
  const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(moments, offsets, fc.constantFrom('T', ' '), fc.boolean(), (moment, minutes, between, colon) => {
      const [date, time] = new Date(moment + minutes * 60_000).toISOString().slice(0, -1).split('T');
      fc.pre(/^\d{4}-/.test(date));
      const two = (value: number) => `${Math.floor(Math.abs(value))}`.padStart(2, '0');
      const offset = `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}${colon ? ':' : ''}${two(minutes % 60)}`;
      expect(parseTime(`${date}${between}${time}${offset}`, 1)).toBe(moment / 1000);
    }),
  );
  expect(parseTime('2021-05-08T16:00Z', 1)).toBe(1_620_489_600);
  expect(parseTime('2021-05-08 16:00:00.123456789 z', 1)).toBe(1_620_489_600.123);
});

it.each([
  '2021-05-08',
  '2021-02-30T16:00:00Z',
  '2021-13-08T16:00:00Z',
  '2021-05-08T25:00:00Z',
  '9999-12-31T00:00:00Z',
  '08/05/2021 16:00:00Z',
  '',
])('%j is no time', (text) => expect(parseTime(text, 1)).toBeNaN());

it('a file may have dates and counts, plain and quoted, in one column', async () => {
  const lines = [
    '__time__,functionName,latency',
    '1620489600000,a,1',
    '2021-05-08T16:00:01Z,a,1',
    '"2021-05-08T18:00:02+02:00",a,1',
  ];
  const { table, timeUnit, account } = await readTrace(bytesSource([new TextEncoder().encode(lines.join('\n'))]));
  expect([...table.time]).toEqual([1_620_489_600, 1_620_489_601, 1_620_489_602]);
  expect([timeUnit, account.badRows]).toEqual(['milliseconds', 0]);
});

it('a date without an offset counts as UTC, and is reported', async () => {
  const read = (...times: readonly string[]) => {
    const lines = ['__time__,functionName,latency', ...times.map((time) => `${time},a,1`)];
    return readTrace(bytesSource([new TextEncoder().encode(lines.join('\n'))]));
  };
  const { table, offsetMissing } = await read('2021-05-08T16:00:00Z', '2021-05-08 16:00:00');
  expect([...table.time]).toEqual([1_620_489_600, 1_620_489_600]);
  expect(offsetMissing).toBe(true);
  expect((await read('2021-05-08T16:00:00Z', '1620489600', '2021-05-08 18:00:00 +0200')).offsetMissing).toBe(false);
});

it('a row without a valid time is bad, and names what was expected', async () => {
  const lines = ['__time__,functionName,latency', '2021-05-08T16:00:00Z,a,1', '2021-02-30T16:00:00Z,a,1'];
  const { problems, timeUnit } = await readTrace(bytesSource([new TextEncoder().encode(lines.join('\n'))]));
  expect(timeUnit).toBe('seconds');
  expect(problems).toMatchObject([{ line: 3, column: '__time__', found: '2021-02-30T16:00:00Z' }]);
  expect(problems[0].expected).toContain('ISO 8601 date and time');
});

import { expect, it } from 'vitest';
import { coveredSeconds } from '../../../src/comparison';
import { filterFields, requireFilter } from '../../../src/filter';

const HOUR = 3600;
/** Six in the morning to noon. */
const RANGE = { from: 1_620_453_600, to: 1_620_453_600 + 6 * HOUR };
const fields = filterFields({
  described: { labels: [], measures: [], stages: [] },
  relativeTime: false,
  timeRange: RANGE,
});
const covered = (text: string, isRest = false) => coveredSeconds(requireFilter(text, fields), RANGE, isRest);

it('is the time that the ranges of a filter leave of the trace', () => {
  expect(covered('')).toBe(6 * HOUR);
  expect(covered('latency>2s')).toBe(6 * HOUR);
  expect(covered('time:07:00..09:00')).toBe(2 * HOUR);
  expect(covered('time:05:00..09:00 fn:a')).toBe(3 * HOUR);
  expect(covered('time>=11:00')).toBe(HOUR);
  expect(covered('time:07:00..09:00 time<08:00')).toBe(HOUR);
  expect(covered('time:01:00..02:00')).toBe(0);
});

it('is the other time for what a range of time leaves out, and all of it otherwise', () => {
  expect(covered('time:07:00..09:00', true)).toBe(4 * HOUR);
  expect(covered('time:07:00..09:00 fn:a', true)).toBe(6 * HOUR);
  expect(covered('fn:a', true)).toBe(6 * HOUR);
});

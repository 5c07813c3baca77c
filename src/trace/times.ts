import { parseDecimal } from './numbers';
import { TOO_LATE } from './timeUnit';

/** ISO 8601 as logs write it. */
const DATE_AND_TIME = /^[ \t]*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?[ \t]*$/i;

/**
 * A time as a count since 1970, from such a count or from a date with a time of day (to the millisecond, in UTC unless
 * it has another offset). NaN for anything else.
 * @param perSecond counts per second; a date is converted to such a count
 */
export function parseTime(text: string, perSecond: number): number {
  const count = parseDecimal(text);
  if (!Number.isNaN(count)) return count;
  const [, date, time, offset = 'Z'] = DATE_AND_TIME.exec(text) ?? [];
  if (date === undefined) return Number.NaN;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const seconds = Date.parse(`${date}T${time}${zone}`) / 1000;
  return isDay(date) && seconds < TOO_LATE ? seconds * perSecond : Number.NaN;
}

/** Whether a valid time is a date without a UTC offset. */
export function hasNoOffset(text: string): boolean {
  // A quick test for counts, the most common times.
  const found = text.includes('-') ? DATE_AND_TIME.exec(text) : null;
  return found !== null && found[3] === undefined;
}

/** Whether the calendar has the day: Date.parse reads 30 February as 2 March. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(-2));
}

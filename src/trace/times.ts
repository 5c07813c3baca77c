import { parseDecimal } from './numbers';
import { TOO_LATE } from './timeUnit';

/** ISO 8601 as logs have it. */
const DATE_AND_TIME = /^[ \t]*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?[ \t]*$/i;

/**
 * A time as the file writes it: a count since 1970, or a date and time of day, to the millisecond, in UTC unless it has another offset. NaN for anything else.
 * @param perSecond what the counts are to be divided by for seconds; a date comes as such a count too
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

/** Whether a time that can be read is a date that leaves open of where it is. */
export function hasNoOffset(text: string): boolean {
  // Counts, which most are, are done with quickly.
  const found = text.includes('-') ? DATE_AND_TIME.exec(text) : null;
  return found !== null && found[3] === undefined;
}

/** Whether the calendar has the day: 30 February would be taken for 2 March. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(-2));
}

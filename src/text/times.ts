import { plainNumber } from './numbers';

/** Points in time, given as epoch seconds, as text in UTC. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * The date of a time; null outside the years 0 to 9999. Such a time comes from a column in another unit than seconds,
 * and a date such as "+055840-11-08" would mislead.
 */
function dateOf(epochSeconds: number): Date | null {
  // Rounded: binary fractions would show 0.123 s as .122.
  const date = new Date(Math.round(epochSeconds * 1000));
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date : null;
}

/** A time that has no date of four-digit year: "1,700,000,000,000 s after 1970". */
function farOff(epochSeconds: number): string {
  if (!Number.isFinite(epochSeconds)) return '–';
  return `${plainNumber(Math.abs(epochSeconds))} s ${epochSeconds < 0 ? 'before' : 'after'} 1970`;
}

/** "2023-11-14 22:13:20 UTC", with milliseconds if there are any: a form that `--from` and `--to` take. */
export function isoUtc(epochSeconds: number): string {
  const date = dateOf(epochSeconds);
  if (!date) return farOff(epochSeconds);
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$|Z$/, ' UTC');
}

/**
 * "2023-11-14T22:13:20.5Z", to the microsecond, for other programs; '' outside the years 0 to 9999.
 */
export function isoMicroseconds(epochSeconds: number): string {
  const micros = Math.round(epochSeconds * 1e6);
  const date = dateOf(Math.floor(micros / 1e6));
  if (!date) return '';
  const fraction = String(((micros % 1e6) + 1e6) % 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return date.toISOString().replace('.000Z', fraction === '' ? 'Z' : `.${fraction}Z`);
}

/** "08:00", with seconds and milliseconds if the time or a `step` of that many seconds needs them. */
export function timeOfDay(epochSeconds: number, step = 60): string {
  const date = dateOf(epochSeconds);
  if (!date) return farOff(epochSeconds);
  const minutes = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
  if (step % 60 === 0 && date.getUTCSeconds() === 0) return minutes;
  const fraction = step < 1 ? `.${String(date.getUTCMilliseconds()).padStart(3, '0')}` : '';
  return `${minutes}:${twoDigits(date.getUTCSeconds())}${fraction}`;
}

/** "9 May 2021", or "9 May" for places that show the year elsewhere; '' for a time without a date. */
export function day(epochSeconds: number, withYear = true): string {
  const date = dateOf(epochSeconds);
  if (!date) return '';
  const text = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return withYear ? `${text} ${date.getUTCFullYear()}` : text;
}

/** "9 May 2021 08:00 UTC". */
export function dateTime(epochSeconds: number): string {
  return dateOf(epochSeconds) ? `${day(epochSeconds)} ${timeOfDay(epochSeconds)} UTC` : farOff(epochSeconds);
}

const LONG_RANGE_SECONDS = 7200;

/**
 * "9 May 2021, 08:00 – 09:30 UTC", "9 May, 08:00 – 10 May 2021, 08:00 UTC", "1 Jan 2022, 00:00 – 7 May 2024, 15:20
 * UTC". Ranges of two hours and more are widened to whole minutes.
 */
export function timeRange(from: number, to: number): string {
  const fullMinutes = from % 60 === 0 && to % 60 === 0;
  const grain = fullMinutes || to - from >= LONG_RANGE_SECONDS ? 60 : 1;
  const first = Math.floor(from / grain) * grain;
  const last = Math.ceil(to / grain) * grain;
  const [start, end] = [dateOf(first), dateOf(last)];
  if (!start || !end) return `${start ? dateTime(first) : farOff(from)} – ${end ? dateTime(last) : farOff(to)}`;
  const lastTime = timeOfDay(last, grain);
  if (day(first) === day(last)) return `${day(first)}, ${timeOfDay(first, grain)} – ${lastTime} UTC`;
  const sameYear = start.getUTCFullYear() === end.getUTCFullYear();
  return `${day(first, !sameYear)}, ${timeOfDay(first, grain)} – ${day(last)}, ${lastTime} UTC`;
}

/** What a summary says of the times of cold starts. */
interface TimesOfTrace {
  readonly relativeTime: boolean;
  readonly timeRange: { readonly from: number; readonly to: number } | null;
  readonly coldStarts: number;
}

/** Whether a trace tells when its cold starts were. A log without times has all of them at one moment of its own. */
export function tellsTimes({ relativeTime, timeRange, coldStarts }: TimesOfTrace): boolean {
  return timeRange !== null && !(relativeTime && coldStarts > 1 && timeRange.from === timeRange.to);
}

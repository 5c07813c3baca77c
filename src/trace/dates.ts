import { TOO_LATE } from './timeUnit';

/** How a column writes dates that have a time of day. */
export interface DateForm {
  readonly order: DateOrder;
  /** Minutes to the east of UTC of dates without an offset. */
  readonly zone: number;
}

/** Year first, day first or month first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const TIME = /(?:[Tt]|,? +|,)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?/.source;
/** Browsers put a narrow no-break space before AM and PM. */
const HALF_OF_DAY = /(?:[ \u00a0\u202f]?([AaPp])\.?[Mm]\.?)?/.source;
const OFFSET = /(?: ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?/i.source;
const REST = `${TIME}${HALF_OF_DAY}${OFFSET}[ \\t]*$`;
const YEAR_FIRST = new RegExp(`^[ \\t]*(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})${REST}`, 'i');
const YEAR_LAST = new RegExp(`^[ \\t]*(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4}|\\d\\d)${REST}`, 'i');

export const DAY_SECONDS = 86_400;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Epoch seconds of a date with a time of day, from 1970 to 5138. NaN for any other text. */
export function parseDate(text: string, { order, zone }: DateForm): number {
  const found = (order === 'ymd' ? YEAR_FIRST : YEAR_LAST).exec(text);
  if (!found) return Number.NaN;
  const [, first, , second, third, hours, minutes, seconds = '0', fraction = '', half, offset] = found;
  const [year, month, day] = {
    ymd: [first, second, third],
    dmy: [third, second, first],
    mdy: [third, first, second],
  }[order].map(Number);
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half);
  const days = daysFromCivil(third.length === 2 && order !== 'ymd' ? 2000 + year : year, month, day);
  const time = secondsOfDay(hour, Number(minutes), Number(seconds), Number(fraction));
  const minutesEast = offset === undefined ? zone : minutesOf(offset);
  const whole = days * DAY_SECONDS + time - minutesEast * 60;
  const value = whole + (fraction === '' ? 0 : Number(fraction) / 10 ** fraction.length);
  return value >= 0 && value < TOO_LATE ? value : Number.NaN;
}

/** Hours since midnight; NaN for an hour that no clock of twelve hours shows. */
function hourOfHalf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** NaN for a time that no clock shows. 24:00:00 is the end of the day. */
function secondsOfDay(hour: number, minute: number, second: number, fraction: number): number {
  const isEnd = hour === 24 && minute + second + fraction === 0;
  return (hour < 24 || isEnd) && minute < 60 && second < 60 ? (hour * 60 + minute) * 60 + second : Number.NaN;
}

/** Of `+02:00`, `-0730`, `+01`, `Z`; NaN for an offset that no zone has. */
function minutesOf(offset: string): number {
  const sign = offset[0] === '-' ? -1 : 1;
  const digits = offset.replaceAll(/\D/g, '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) : Number.NaN;
}

/** Days since 1970 in the Gregorian calendar; NaN for a day that it does not have. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : MONTH_DAYS[month - 1];
  if (length === undefined || day < 1 || day > length) return Number.NaN;
  // Years begin in March, so that a leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

/** Dates with a time of day. See `../dates.ts`, which reads what this leaves. */

import { parseWhole, powerOfTenAsDouble } from './numbers';

/** Orders of year, month and day; 0 for counts. */
export const YMD: i32 = 1;
export const DMY: i32 = 2;
export const MDY: i32 = 3;

const TOO_LATE: f64 = 1e11;
const DAY_SECONDS: i64 = 86400;
/** Dates of earlier years are read as text. */
const FIRST_YEAR: i32 = 1900;

const MONTH_DAYS = memory.data<u8>([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** The next byte to read. */
let cursor: usize = 0;
let stop: usize = 0;

/** Epoch seconds of the date in the bytes [start, end); -1 if it must be read as text. */
export function parseDate(start: usize, end: usize, order: i32, zone: i32): f64 {
  cursor = start;
  stop = end;
  const days = order === YMD ? dayOfYearFirst() : dayOfYearLast(order);
  if (days === i32.MIN_VALUE || !passGap()) return -1;
  const hours = digits(2);
  const minutes = pass(58) ? twoDigits() : -1;
  if (hours < 0 || minutes < 0) return -1;
  let seconds = 0;
  let fraction: f64 = 0;
  if (pass(58)) {
    seconds = twoDigits();
    if (seconds < 0) return -1;
    if (pass(46) || pass(44)) {
      fraction = parseFraction();
      if (fraction < 0) return -1;
    }
  }
  const hour = hourOfDay(hours);
  if (hour < 0 || hour > 23 || minutes > 59 || seconds > 59) return -1;
  const offset = parseOffset(zone);
  if (offset === i32.MIN_VALUE || cursor !== stop) return -1;
  const whole = <i64>days * DAY_SECONDS + <i64>((hour * 60 + minutes) * 60 + seconds - offset);
  const value = <f64>whole + fraction;
  return value < TOO_LATE ? value : -1;
}

/** Days since 1970; the least number for no date. */
function dayOfYearFirst(): i32 {
  const year = fourDigits();
  const separator = passSeparator();
  const month = digits(2);
  if (separator === 0 || !pass(separator)) return i32.MIN_VALUE;
  return daysFromCivil(year, month, digits(2));
}

function dayOfYearLast(order: i32): i32 {
  const first = digits(2);
  const separator = passSeparator();
  const second = digits(2);
  if (separator === 0 || !pass(separator)) return i32.MIN_VALUE;
  let year = fourDigits();
  if (year < 0) {
    year = twoDigits();
    if (year < 0) return i32.MIN_VALUE;
    year += 2000;
  }
  return order === DMY ? daysFromCivil(year, second, first) : daysFromCivil(year, first, second);
}

function pass(byte: u32): bool {
  if (cursor >= stop || <u32>load<u8>(cursor) !== byte) return false;
  cursor++;
  return true;
}

/** Passes over `-`, `.` or `/`. Returns it; 0 for anything else. */
function passSeparator(): u32 {
  if (cursor >= stop) return 0;
  const byte = <u32>load<u8>(cursor);
  if (byte < 45 || byte > 47) return 0;
  cursor++;
  return byte;
}

/** Passes over what stands between a date and its time. */
function passGap(): bool {
  if (pass(84) || pass(116)) return true;
  const comma = pass(44);
  const start = cursor;
  while (pass(32));
  return comma || cursor > start;
}

/** The value of one digit or more; -1 for none. */
function digits(most: usize): i32 {
  const start = cursor;
  while (cursor < stop && cursor < start + most && <u32>load<u8>(cursor) - 48 <= 9) cursor++;
  return cursor === start ? -1 : parseWhole(start, cursor);
}

function twoDigits(): i32 {
  const start = cursor;
  const value = digits(2);
  return cursor === start + 2 ? value : -1;
}

/** Passes over nothing if there are fewer. */
function fourDigits(): i32 {
  const start = cursor;
  const value = digits(4);
  if (cursor === start + 4) return value;
  cursor = start;
  return -1;
}

function parseFraction(): f64 {
  const start = cursor;
  const value = digits(9);
  return value < 0 ? -1 : <f64>value / powerOfTenAsDouble(<u32>(cursor - start));
}

/** Of an hour of the day, or of half a day; -1 for neither. */
function hourOfDay(hours: i32): i32 {
  const start = cursor;
  pass(32);
  const half = cursor < stop ? load<u8>(cursor) | 0x20 : 0;
  if (half !== 97 && half !== 112) {
    cursor = start;
    return hours;
  }
  cursor++;
  if (!pass(77) && !pass(109)) return -1;
  if (hours < 1 || hours > 12) return -1;
  return (hours % 12) + (half === 112 ? 12 : 0);
}

/** Seconds to the east of UTC; the least number for what must be read as text. */
function parseOffset(zone: i32): i32 {
  if (cursor === stop) return zone;
  pass(32);
  if (pass(90) || pass(122)) return 0;
  const isEast = pass(43);
  if (!isEast && !pass(45)) return i32.MIN_VALUE;
  const hours = twoDigits();
  if (hours < 0 || hours > 23) return i32.MIN_VALUE;
  let minutes = 0;
  if (cursor < stop) {
    pass(58);
    minutes = twoDigits();
    if (minutes < 0 || minutes > 59) return i32.MIN_VALUE;
  }
  const seconds = (hours * 60 + minutes) * 60;
  return isEast ? seconds : -seconds;
}

/** Days since 1970 in the Gregorian calendar; the least number for a day that it does not have, or a too early one. */
export function daysFromCivil(year: i32, month: i32, day: i32): i32 {
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1) return i32.MIN_VALUE;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : <i32>load<u8>(MONTH_DAYS + <usize>(month - 1));
  if (day > length) return i32.MIN_VALUE;
  // Years begin in March, so that a leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468;
}

import type { FieldValues } from './fields';
import { type Read, shown } from './quantities';

/** Times in a filter: `07:00` on the day of the trace, `2021-05-08T16:20`, `3d04:12:07` since the start of the data. */

type TimeField = Extract<FieldValues, { readonly kind: 'time' }>;

/** A time, and the seconds that it stands for on its own: `07:00` is a minute, `2021-05-08` a day. */
export interface TimeValue {
  readonly at: number;
  readonly span: number;
}

const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,20})?)?Z?$/i;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T([\d:.]+Z?))?$/i;
const DAYS = /^(\d{1,7})d([\d:.]*)$/i;
const SECONDS = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** No count of seconds: so few after 1970 there was no trace. */
const YEAR = /^\d{1,4}$/;
const LONGEST = 60;
const DAY = 86_400;
const LAST_DATE = 253_402_300_800;

/** Reads a time. Times of day need a trace of one day, dates one that tells dates. */
export function readTime(text: string, field: TimeField): Read<TimeValue> {
  if (text.length > LONGEST) return { problem: `${shown(text)} is not a time. ${exampleSentence(field)}` };
  if (!field.relative && YEAR.test(text)) return wrongTime(text, field);
  const seconds = SECONDS.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(seconds)) return { value: { at: seconds, span: 1 } };
  const clock = clockTime(text);
  if (clock) {
    if (field.day !== null) return { value: { at: field.day + clock.at, span: clock.span } };
    return { problem: `The trace spans several days: say on which one ${shown(text)} is. ${exampleSentence(field)}` };
  }
  return (field.relative ? dayTime(text) : dateTime(text)) ?? wrongTime(text, field);
}

/** Seconds since midnight; null for a time that no clock shows. 24:00 is the end of the day. */
function clockTime(text: string): TimeValue | null {
  const [found, hours, minutes, seconds, fraction = ''] = CLOCK.exec(text) ?? [];
  if (found === undefined) return null;
  const at = Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds ?? '0'}${fraction}`);
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59 || at > DAY) return null;
  return { at, span: seconds === undefined ? 60 : 10 ** -Math.max(0, fraction.length - 1) };
}

function dateTime(text: string): Read<TimeValue> | null {
  const [found, year, month, day, time] = DATE.exec(text) ?? [];
  if (found === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1) {
    return { problem: `${shown(text)} is not a date: the month has no such day. Write a day of the calendar.` };
  }
  return later(date.getTime() / 1000, time);
}

function dayTime(text: string): Read<TimeValue> | null {
  const [found, days, time] = DAYS.exec(text) ?? [];
  return found === undefined ? null : later(Number(days) * DAY, time);
}

/** @param day its start. @param time of that day; absent for the whole of it */
function later(day: number, time: string | undefined): Read<TimeValue> | null {
  if (!time) return { value: { at: day, span: DAY } };
  const clock = clockTime(time);
  return clock && { value: { at: day + clock.at, span: clock.span } };
}

function wrongTime(text: string, field: TimeField): Read<TimeValue> {
  if (field.relative && DATE.test(text)) {
    return { problem: `This trace tells no dates: its times count from its start. ${exampleSentence(field)}` };
  }
  if (!field.relative && DAYS.test(text)) {
    return { problem: `The times of this trace are dates, not days since its start. ${exampleSentence(field)}` };
  }
  return { problem: `${shown(text)} is not a time. ${exampleSentence(field)}` };
}

function exampleSentence(field: TimeField): string {
  return `Write one such as ${timeExample(field)}.`;
}

/** How to write a time of this trace. */
export function timeExample({ day, relative }: TimeField): string {
  if (day !== null) return '07:00 or 07:00:30.5';
  return relative ? '3d04:12 (day 3, 04:12)' : '2021-05-08T16:20';
}

/** A time as the filter of this trace writes it. `readTime` gives the same number back. */
export function timeValueText(at: number, { day, relative }: TimeField): string {
  const isOfDay = day !== null && at >= day && at <= day + DAY;
  if (!isOfDay && !(at >= 0 && at < (relative ? DAY * 1e7 : LAST_DATE))) return String(at);
  const start = isOfDay ? day : Math.floor(at / DAY) * DAY;
  const clock = clockText(start, at - start);
  if (clock === null) return String(at);
  if (isOfDay) return clock;
  return relative ? `${start / DAY}d${clock}` : `${new Date(start * 1000).toISOString().slice(0, 10)}T${clock}`;
}

/** "07:00", with seconds and as many decimals as the time after `start` needs; null if that is too many. */
function clockText(start: number, time: number): string | null {
  const minutes = Math.floor(time / 60);
  const seconds = time - minutes * 60;
  const clock = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  if (seconds === 0) return clock;
  // Differences of times are exact, so that enough decimals give the time back.
  for (let decimals = 0; decimals <= 20; decimals++) {
    const text = seconds.toFixed(decimals);
    const isSame = Number(text) < 60 && start + (minutes * 60 + Number(text)) === start + time;
    if (isSame) return `${clock}:${Number(text) < 10 ? '0' : ''}${text}`;
  }
  return null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

import type { FieldValues } from './fields';
import { type Read, shown } from './quantities';

/** Times in a filter: `07:00` in a trace of a day, `2021-05-08T16:20`, `3d04:12:07` since the start of the data. */

export type TimeValues = Extract<FieldValues, { readonly kind: 'time' }>;

/** A time, and the seconds that it stands for on its own: `07:00` is a minute, `2021-05-08` a day. */
export interface TimeValue {
  readonly at: number;
  readonly span: number;
}

/** Which of two equal times of day a time means that both ends of a trace of 24 hours have. */
export type Side = 'start' | 'end';

const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,20})?)?Z?$/i;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T([\d:.]+Z?))?$/i;
const DAYS = /^(\d{1,7})d([\d:.]*)$/i;
const SECONDS = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** No count of seconds: so few after 1970 there was no trace. */
const YEAR = /^\d{1,4}$/;
const LONGEST = 60;
const DAY = 86_400;
const LAST_DATE = 253_402_300_800;

/** Reads a time. Times of day need a trace of at most 24 hours, dates one that tells dates. */
export function readTime(text: string, times: TimeValues, side: Side = 'start'): Read<TimeValue> {
  if (text.length > LONGEST || (!times.relative && YEAR.test(text))) return wrongTime(text, times);
  const seconds = SECONDS.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(seconds)) return { value: { at: seconds, span: 1 } };
  const clock = clockTime(text);
  if (clock && times.window !== null) {
    return { value: { at: inWindow(clock.at, times.window, side), span: clock.span } };
  }
  if (clock) {
    const problem = `The trace is longer than a day: say on which day ${shown(text)} is. ${exampleSentence(times)}`;
    return { problem };
  }
  return (times.relative ? dayTime(text) : dateTime(text)) ?? wrongTime(text, times);
}

/** The first such time of day in the 24 hours from `window` on; after their start for an end. */
function inWindow(clock: number, window: number, side: Side): number {
  const midnight = Math.floor(window / DAY) * DAY;
  const isBefore = midnight + clock < window || (side === 'end' && midnight + clock === window);
  return (isBefore ? midnight + DAY : midnight) + clock;
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

function wrongTime(text: string, times: TimeValues): Read<TimeValue> {
  if (times.relative && DATE.test(text)) {
    return { problem: `This trace tells no dates: its times count from its start. ${exampleSentence(times)}` };
  }
  if (!times.relative && DAYS.test(text)) {
    return { problem: `The times of this trace are dates, not days since its start. ${exampleSentence(times)}` };
  }
  return { problem: `${shown(text)} is not a time. ${exampleSentence(times)}` };
}

function exampleSentence(times: TimeValues): string {
  return `Write one such as ${timeExample(times)}.`;
}

/** How to write a time of this trace: its first minute. */
export function timeExample(times: TimeValues): string {
  return timeValueText(times.first, times);
}

/** A time as the filter of this trace writes it. `readTime` gives the same number back. */
export function timeValueText(at: number, { window, relative }: TimeValues, side: Side = 'start'): string {
  if (!(at >= 0 && at < (relative ? DAY * 1e7 : LAST_DATE))) return String(at);
  const start = Math.floor(at / DAY) * DAY;
  const clock = clockText(start, at - start);
  if (clock === null) return String(at);
  const isOfWindow = window !== null && inWindow(at - start, window, side) === at;
  if (isOfWindow) return side === 'end' && at === start ? '24:00' : clock;
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

import { day, isoMicroseconds, isoUtc, timeOfDay, timeRange } from './times';

/** The times of a trace as text: dates in UTC, or days since the start of its data set. */
export interface TimeText {
  /** To the millisecond where there are any: "2023-11-14 22:13:20 UTC", "day 3 04:12:07". */
  moment(seconds: number): string;
  /** To the minute, or as exactly as a `step` of that many seconds needs: "9 May 2021 08:00 UTC", "day 3 04:12". */
  atStep(seconds: number, step: number): string;
  /** A label of a time axis, distinct from those a `step` before and after: "9 May", "08:00", "day 3". */
  tick(seconds: number, step: number): string;
  /** "9 May 2021, 08:00 – 09:30 UTC", "day 3 04:12 – day 4 02:00". */
  range(from: number, to: number): string;
  /** For other programs, to the microsecond: "2021-05-09T08:00:00Z", seconds since the start. */
  exact(seconds: number): string;
  readonly axisTitle: string;
}

const DAY = 86_400;
const LONG_RANGE_SECONDS = 7200;

const DATES: TimeText = {
  moment: isoUtc,
  atStep: (seconds, step) => {
    const date = day(seconds);
    return date === '' ? timeOfDay(seconds, step) : `${date} ${timeOfDay(seconds, step)} UTC`;
  },
  tick: (seconds, step) => (seconds % DAY === 0 && day(seconds, step > 30 * DAY)) || timeOfDay(seconds, step),
  range: timeRange,
  exact: isoMicroseconds,
  axisTitle: 'time (UTC)',
};

const DAYS: TimeText = {
  moment: (seconds) => `${dayNumber(seconds)} ${clock(seconds, hasFraction(seconds) ? 0.001 : 1)}`,
  atStep: (seconds, step) => `${dayNumber(seconds)} ${timeOfDay(timeInDay(seconds), step)}`,
  tick: (seconds, step) => (seconds % DAY === 0 ? dayNumber(seconds) : timeOfDay(timeInDay(seconds), step)),
  range: (from, to) => {
    const grain = (from % 60 === 0 && to % 60 === 0) || to - from >= LONG_RANGE_SECONDS ? 60 : 1;
    const first = Math.floor(from / grain) * grain;
    const last = Math.ceil(to / grain) * grain;
    const end = timeOfDay(timeInDay(last), grain);
    const isOneDay = Math.floor(first / DAY) === Math.floor(last / DAY);
    return `${DAYS.atStep(first, grain)} – ${isOneDay ? end : `${dayNumber(last)} ${end}`}`;
  },
  exact: String,
  axisTitle: 'time since the start',
};

/** @param relative whether times count from the start of the data set, and not from 1970 */
export function timeText(relative: boolean): TimeText {
  return relative ? DAYS : DATES;
}

/** Days are counted from 0. */
function dayNumber(seconds: number): string {
  return Number.isFinite(seconds) ? `day ${Math.floor(toMilliseconds(seconds) / DAY)}` : '–';
}

/** Seconds since the day began. */
function timeInDay(seconds: number): number {
  const rounded = toMilliseconds(seconds);
  return rounded - Math.floor(rounded / DAY) * DAY;
}

/** With seconds in any case: "04:12:00", "04:12:07.250". */
function clock(seconds: number, step: number): string {
  const text = timeOfDay(timeInDay(seconds), step);
  return text.length === 5 ? `${text}:00` : text;
}

function hasFraction(seconds: number): boolean {
  return Math.round(seconds * 1000) % 1000 !== 0;
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

const DAY_AND_TIME = /^day (\d{1,6})(?: (\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/;

/** The seconds of a relative time as `TimeText` words it: "day 3", "day 3 04:12", "day 3 04:12:07"; NaN for others. */
export function parseDayTime(text: string): number {
  const [, days, hours = '0', minutes = '0', seconds = '0'] = DAY_AND_TIME.exec(text.trim()) ?? [];
  return days === undefined
    ? Number.NaN
    : Number(days) * DAY + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

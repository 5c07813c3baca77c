import { day, isoMicroseconds, isoUtc, timeOfDay, timeRange } from './times';
import { offsetText, type TimeZone, UTC } from './timeZone';

/** The times of a trace as text: dates in a time zone, or days since the start of its data set. */
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
  /** Seconds that the clocks of these texts are ahead of the times they are given. */
  offset(seconds: number): number;
}

const DAY = 86_400;
const LONG_RANGE_SECONDS = 7200;

/** Dates in a zone. All texts are those of UTC, for a time moved by the zone's offset, with the offset in its place. */
function dates(zone: TimeZone): TimeText {
  const moved = (seconds: number) => seconds + zone.offset(seconds);
  const named = (text: string, seconds: number) => text.replace(/ UTC$/, ` ${offsetText(zone.offset(seconds))}`);
  return {
    moment: (seconds) => named(isoUtc(moved(seconds)), seconds),
    atStep: (seconds, step) => {
      const local = moved(seconds);
      const date = day(local);
      return date === '' ? timeOfDay(local, step) : named(`${date} ${timeOfDay(local, step)} UTC`, seconds);
    },
    tick: (seconds, step) => {
      const local = moved(seconds);
      return (local % DAY === 0 && day(local, step > 30 * DAY)) || timeOfDay(local, step);
    },
    range: (from, to) => named(timeRange(moved(from), moved(to)), from),
    exact: isoMicroseconds,
    axisTitle: `time (${zone.name})`,
    offset: zone.offset,
  };
}

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
  offset: () => 0,
};

const DATES = dates(UTC);

/**
 * @param relative whether times count from the start of the data set, and not from 1970
 * @param zone of dates
 */
export function timeText(relative: boolean, zone: TimeZone = UTC): TimeText {
  if (relative) return DAYS;
  return zone === UTC ? DATES : dates(zone);
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

import { count } from '../text';
import { type TimeUnit, TOO_LATE } from '../trace';

/** The earliest time for which a unit finer than seconds is detected: each unit is a thousandth of the one before. */
const TOO_EARLY = TOO_LATE / 1000;
const YEAR = 365.25 * 86_400;
/** 2000-01-01: all cold-start traces are younger. */
const FIRST_TRACES = 946_684_800;
/** Times this far from the median time are not from the same recording. */
const FAR = 20 * YEAR;
/** Day numbers of a spreadsheet from 1982 to 2064: whole days since 1899-12-30, the time of day as decimals. */
const DAY_NUMBERS = { from: 30_000, to: 60_000, epochDay: 25_569 };
/** Days that a recording may last. A day of seconds since midnight spans more. */
const LONGEST_DAYS = 3 * 365;
/** Seconds. Times cut to six digits or fewer, as in 1.70012E+09, are multiples of it. */
const ROUNDED_TO = 1000;

/** Times of a trace, epoch seconds, by ascending rank. */
export interface RankedTimes {
  readonly count: number;
  at(rank: number): number;
}

/**
 * Why the times may be wrong, in one sentence; null if nothing is suspicious.
 * @param unit what the file's times are counted in
 * @param isSet whether the user chose the unit; otherwise it was detected from the first row
 */
export function timeDoubt(times: RankedTimes, unit: TimeUnit, isSet = false): string | null {
  if (times.count === 0) return null;
  return (
    wrongUnit(times, unit, isSet) ??
    dayNumbers(times, unit) ??
    fromZero(times, unit, isSet) ??
    roundedTimes(times) ??
    strayTimes(times)
  );
}

function wrongUnit(times: RankedTimes, unit: TimeUnit, isSet: boolean): string | null {
  const tooEarly = !isSet && unit !== 'seconds' && times.at(0) < TOO_EARLY;
  if (last(times) < TOO_LATE && !tooEarly) return null;
  const size = tooEarly ? 'small' : 'large';
  const source = isSet ? 'as set' : 'as the first row has them';
  return `Times are read as epoch ${unit}, ${source}, but some are far too ${size} for that: all times and rates here may be wrong.`;
}

function dayNumbers(times: RankedTimes, unit: TimeUnit): string | null {
  const { from, to, epochDay } = DAY_NUMBERS;
  const isDays = times.at(0) >= from && last(times) < to && last(times) - times.at(0) < LONGEST_DAYS;
  if (unit !== 'seconds' || !isDays || !some(times, (time) => time % 1 !== 0)) return null;
  const day = new Date((times.at(0) - epochDay) * 86_400_000).toISOString().slice(0, 10);
  return `All times lie in 1970 and have decimals: they look like day numbers of a spreadsheet (the first would be ${day}). Export them as epoch seconds or as dates: all times and rates here may be wrong.`;
}

/** Times count from 0 if they begin there and no long gap parts the first of them from the rest. */
function fromZero(times: RankedTimes, unit: TimeUnit, isSet: boolean): string | null {
  const inFirstYear = last(times) < YEAR;
  const isTooEarly = last(times) < FIRST_TRACES || (times.at(0) < YEAR && !hasFarGap(times));
  if (!isTooEarly) return null;
  const finding = inFirstYear
    ? 'All times lie in 1970: they count from 0 and are not dates.'
    : `The times begin ${times.at(0) < YEAR ? 'in 1970' : 'before 2000'}, long before the first cold-start traces: they may count from 0 and not be dates.`;
  return isSet ? finding : `${finding} They are read as ${unit}; set the time unit where they are finer.`;
}

function hasFarGap(times: RankedTimes): boolean {
  for (let rank = 1; rank < times.count; rank++) if (times.at(rank) - times.at(rank - 1) >= FAR) return true;
  return false;
}

function roundedTimes(times: RankedTimes): string | null {
  if (times.count < 2 || some(times, (time) => time % ROUNDED_TO !== 0)) return null;
  return 'All times are multiples of 1,000 s: a spreadsheet may have rounded them, as in 1.70E+09, so all times and rates here may be wrong.';
}

function strayTimes(times: RankedTimes): string | null {
  const median = times.at(times.count >> 1);
  if (median - times.at(0) < FAR && last(times) - median < FAR) return null;
  let strays = 0;
  for (let rank = 0; rank < times.count; rank++) if (Math.abs(times.at(rank) - median) >= FAR) strays++;
  const which = strays === 1 ? 'One time lies' : `${count(strays)} times lie`;
  return `${which} decades away from the others: the span, the charts and all rates here may be wrong.`;
}

function last(times: RankedTimes): number {
  return times.at(times.count - 1);
}

function some(times: RankedTimes, isTrue: (time: number) => boolean): boolean {
  for (let rank = 0; rank < times.count; rank++) if (isTrue(times.at(rank))) return true;
  return false;
}

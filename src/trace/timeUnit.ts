import type { TimeUnit } from './table';

/** Seconds from 1970 to the year 5138: no cold start is as late, and every time since 1973 is past this if it is counted in thousandths. */
export const TOO_LATE = 1e11;

const PER_SECOND: Readonly<Record<TimeUnit, number>> = {
  seconds: 1,
  milliseconds: 1e3,
  microseconds: 1e6,
  nanoseconds: 1e9,
};

/** Divide a time by this for epoch seconds. */
export function timesPerSecond(unit: TimeUnit): number {
  return PER_SECOND[unit];
}

/** The coarsest unit in which a time, as the file writes it, is one of this age; seconds where it is of none. */
export function detectTimeUnit(time: number): TimeUnit {
  const units = Object.keys(PER_SECOND) as TimeUnit[];
  return units.find((unit) => time / PER_SECOND[unit] < TOO_LATE) ?? 'seconds';
}

import type { TimeUnit } from './table';

/**
 * Seconds from 1970 to the year 5138. No cold start is that late, and any time since March 1973 exceeds this in
 * milliseconds.
 */
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

/** The coarsest unit in which a time of the file is before the year 5138; seconds if no unit is coarse enough. */
export function detectTimeUnit(time: number): TimeUnit {
  const units = Object.keys(PER_SECOND) as TimeUnit[];
  return units.find((unit) => time / PER_SECOND[unit] < TOO_LATE) ?? 'seconds';
}

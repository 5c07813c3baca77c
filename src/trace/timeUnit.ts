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

/** What a file's times are counted in: set, or decided by the first of them. */
export class TimeScale {
  #unit: TimeUnit | null = null;
  #perSecond = 1;

  constructor(unit?: TimeUnit) {
    if (unit) this.#set(unit);
  }

  /** Seconds until decided. */
  get unit(): TimeUnit {
    return this.#unit ?? 'seconds';
  }

  get isDecided(): boolean {
    return this.#unit !== null;
  }

  /** Divide a time by this for seconds. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /** Decides by a time, unless it is decided. */
  decide(time: number): void {
    if (this.#unit === null) this.#set(detectTimeUnit(time));
  }

  #set(unit: TimeUnit): void {
    this.#unit = unit;
    this.#perSecond = PER_SECOND[unit];
  }
}

/** Divide a time by this for epoch seconds. */
export function timesPerSecond(unit: TimeUnit): number {
  return PER_SECOND[unit];
}

/** The coarsest unit in which a time of the file is before the year 5138; seconds if no unit is coarse enough. */
export function detectTimeUnit(time: number): TimeUnit {
  const units = Object.keys(PER_SECOND) as TimeUnit[];
  return units.find((unit) => time / PER_SECOND[unit] < TOO_LATE) ?? 'seconds';
}

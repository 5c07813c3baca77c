import { bytes, duration, interval, percent, plainNumber, significant, type TimeText } from '../../src/text';
import { clockTicks, evenTicks, logTicks, logTimeTicks, multiples, timeTicks } from './ticks';

/** A kind of axis: positions and labels of its ticks. */
export interface AxisKind {
  /** Unit of the numbers; '' for none, or where the title says it. */
  readonly unit: string;
  readonly scale: 'linear' | 'logarithmic';
  /** Tick positions within [min, max]: at least two, and not many more than `room`. Logarithmic axes have min > 0. */
  ticks(min: number, max: number, room: number): number[];
  /** The label of a tick, distinct from its neighbours. @param step distance between ticks, on a linear axis */
  tickLabel(value: number, step: number): string;
  /** A value read off the axis, with its unit. */
  value(value: number, step: number): string;
  /** How a CSV has a value, if not as a number in `unit`. */
  csv?(value: number): string;
}

const DAY = 86_400;

/** The times of a trace. */
export function timeAxis(times: TimeText): AxisKind {
  const { tick, atStep, exact: csv } = times;
  const ticks = (min: number, max: number, room: number) => clockTicks(times, min, max, room);
  return { unit: '', scale: 'linear', ticks, tickLabel: tick, value: atStep, csv };
}

/** A span of more seconds has its ticks on whole minutes and hours. */
const LONG_AXIS = 600;

/** Simulated seconds, or seconds since another start. */
export const secondsAxis: AxisKind = {
  unit: 's',
  scale: 'linear',
  ticks: (min, max, room) => (max - min > LONG_AXIS ? timeTicks : evenTicks)(min, max, room),
  tickLabel: exactDuration,
  value: (value) => duration(value),
};

/** Seconds over several orders of magnitude. */
export const logSecondsAxis: AxisKind = {
  unit: 's',
  scale: 'logarithmic',
  ticks: logTicks,
  tickLabel: exactSeconds,
  value: (value) => duration(value),
};

/** From seconds to days. */
export const logIntervalAxis: AxisKind = {
  unit: 's',
  scale: 'logarithmic',
  ticks: logTimeTicks,
  tickLabel: (value) => interval(value),
  value: (value) => interval(value),
};

export const countAxis: AxisKind = {
  unit: '',
  scale: 'linear',
  ticks: (min, max, room) => {
    const whole = evenTicks(min, max, Math.min(room, Math.max(1, Math.ceil(max - min))));
    return whole.every(Number.isInteger) ? whole : evenTicks(min, max, room);
  },
  tickLabel: (value) => compact.format(value),
  value: plainNumber,
};

export const shareAxis: AxisKind = {
  unit: '',
  scale: 'linear',
  ticks: evenTicks,
  tickLabel: (value) => `${exact.format(100 * value)} %`,
  value: (value) => percent(value, 2),
};

/** Bytes per second. */
export const byteRateAxis: AxisKind = {
  unit: 'bytes/s',
  scale: 'linear',
  ticks: evenTicks,
  tickLabel: (value) => `${bytes(value)}/s`,
  value: (value) => `${bytes(value)}/s`,
};

/** A quantity in `unit`. */
export function quantityAxis(unit: string): AxisKind {
  return {
    unit,
    scale: 'linear',
    ticks: evenTicks,
    tickLabel: (value) => compact.format(value),
    value: (value) => withUnit(value, unit),
  };
}

/** A quantity that was measured at 1, 2, 4, 8, …. */
export function doublingAxis(unit: string): AxisKind {
  return {
    unit,
    scale: 'logarithmic',
    ticks: (min, max, room) => {
      const first = Math.ceil(Math.log2(min) - 1e-9);
      const last = Math.floor(Math.log2(max) + 1e-9);
      return last > first ? multiples(1, first, last).map((power) => 2 ** power) : logTicks(min, max, room);
    },
    tickLabel: (value) => exact.format(value),
    value: (value) => withUnit(value, unit),
  };
}

const withUnit = (value: number, unit: string) => [significant(value, 6), unit].filter((part) => part !== '').join(' ');

/** Ticks are round numbers, of few digits; floating-point noise is beyond the fifteenth. */
const DIGITS = { maximumSignificantDigits: 15 } as const;
const exact = new Intl.NumberFormat('en-US', DIGITS);
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', ...DIGITS });

/** Seconds to the last digit: "940 ms", "1.05 s", "7,300 s". */
function exactSeconds(seconds: number): string {
  const magnitude = Math.abs(seconds);
  // Noise in the last digits must not make 1 s read 1,000 ms.
  if (magnitude !== 0 && magnitude < 1 - 1e-12) return `${exact.format(seconds * 1000)} ms`;
  return `${exact.format(seconds)} s`;
}

/** In minutes, hours and days on an axis of whole minutes, where two units say all of it. */
function exactDuration(seconds: number, step: number): string {
  const smallerUnit = seconds >= DAY ? 3600 : 60;
  return step % 60 === 0 && seconds % smallerUnit === 0 ? interval(seconds) : exactSeconds(seconds);
}

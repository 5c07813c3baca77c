import { bytes, day, elapsed, latency, percent, timeOfDay } from '../format';

/** How an axis counts: where its ticks stand and how they read. */
export interface AxisKind {
  readonly scale: 'linear' | 'logarithmic';
  /** Tick positions within [min, max], about `room` of them at the most. */
  ticks(min: number, max: number, room: number): number[];
  /** `step` is the distance between ticks, on a linear axis. */
  tickLabel(value: number, step: number): string;
  /** A value read off the axis, with its unit. */
  value(value: number, step: number): string;
}

const DAY = 86_400;
/** Seconds between ticks, up to 30 days; longer steps are round numbers of days. */
const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  2_592_000,
];

function multiples(step: number, min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + step * 1e-9; k++) ticks.push(k * step + 0);
  return ticks;
}

/** The smallest of 1, 2, 5 × 10^n that keeps to `room` ticks. */
function roundStep(span: number, room: number): number {
  const raw = span / Math.max(1, room);
  if (!(raw > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9)) ?? 10) * power;
}

function timeTicks(min: number, max: number, room: number): number[] {
  const raw = (max - min) / Math.max(1, room);
  return multiples(TIME_STEPS.find((step) => step >= raw) ?? DAY * roundStep((max - min) / DAY, room), min, max);
}

/** Epoch seconds, said in UTC. */
export const timeAxis: AxisKind = {
  scale: 'linear',
  ticks: timeTicks,
  tickLabel: (value, step) => (value % DAY === 0 ? day(value, step > 30 * DAY) : timeOfDay(value, step)),
  value: (value, step) => `${day(value)} ${timeOfDay(value, step)} UTC`,
};

const linearTicks = (min: number, max: number, room: number) => multiples(roundStep(max - min, room), min, max);

/** A span of more seconds has its ticks on whole minutes and hours. */
const LONG_AXIS = 600;

/** Simulated seconds, or seconds since something. */
export const secondsAxis: AxisKind = {
  scale: 'linear',
  ticks: (min, max, room) => (max - min > LONG_AXIS ? timeTicks : linearTicks)(min, max, room),
  tickLabel: (value) => elapsed(value),
  value: (value) => elapsed(value),
};

/** Seconds over several orders of magnitude. */
export const logSecondsAxis: AxisKind = {
  scale: 'logarithmic',
  ticks: (min, max, room) => {
    const decades = Math.log10(max / min);
    const factors = decades * 3 <= room ? [1, 2, 5] : [1];
    const ticks: number[] = [];
    for (let exponent = Math.floor(Math.log10(min)); 10 ** exponent <= max; exponent++) {
      for (const factor of factors) ticks.push(Number(`${factor}e${exponent}`));
    }
    const inside = ticks.filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9));
    const skip = Math.ceil(inside.length / Math.max(2, room));
    return inside.filter((_, index) => index % skip === 0);
  },
  tickLabel: (value) => latency(value),
  value: (value) => latency(value),
};

export const countAxis: AxisKind = {
  scale: 'linear',
  ticks: (min, max, room) => multiples(Math.max(1, roundStep(max - min, room)), min, max),
  tickLabel: (value) => compact.format(value),
  value: (value) => exact.format(value),
};

export const shareAxis: AxisKind = {
  scale: 'linear',
  ticks: linearTicks,
  tickLabel: (value) => percent(value, 0),
  value: (value) => percent(value, 2),
};

/** Bytes per second. */
export const byteRateAxis: AxisKind = {
  scale: 'linear',
  ticks: linearTicks,
  tickLabel: (value) => `${bytes(value)}/s`,
  value: (value) => `${bytes(value)}/s`,
};

/** A quantity in `unit`. */
export function quantityAxis(unit: string): AxisKind {
  return {
    scale: 'linear',
    ticks: linearTicks,
    tickLabel: (value) => compact.format(value),
    value: (value) => withUnit(value, unit),
  };
}

/** A quantity of which each value tried is twice the one before. */
export function doublingAxis(unit: string): AxisKind {
  return {
    scale: 'logarithmic',
    ticks: (min, max) => {
      const first = Math.ceil(Math.log2(min) - 1e-9);
      const last = Math.floor(Math.log2(max) + 1e-9);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => 2 ** (first + index));
    },
    tickLabel: (value) => exact.format(value),
    value: (value) => withUnit(value, unit),
  };
}

const withUnit = (value: number, unit: string) => [exact.format(value), unit].filter((part) => part !== '').join(' ');

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

import type { TimeText } from '../../src/text';

/** Tick positions. Every function gives at least two ticks within [min, max], min < max: one alone shows no scale. */

const MOST_TICKS = 1000;
const DAY = 86_400;
/** Seconds between ticks, up to 30 days; longer steps are round numbers of days. */
const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  2_592_000,
];

/**
 * Multiples of `step`, also those that rounding puts just outside. At most `MOST_TICKS`, in case numbers are too large
 * for the step.
 */
export function multiples(step: number, min: number, max: number): number[] {
  const ticks: number[] = [];
  const first = Math.ceil(min / step - 1e-9);
  // `+ 0` turns -0 into 0.
  for (let k = first; k * step <= max + step * 1e-9 && k < first + MOST_TICKS; k++) ticks.push(k * step + 0);
  return ticks;
}

/** The smallest of 1, 2, 5 × 10^n that keeps to `room` ticks. */
function roundStep(span: number, room: number): number {
  const raw = span / Math.max(1, room);
  if (!(raw > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9)) ?? 10) * power;
}

/** At round distances. */
export function evenTicks(min: number, max: number, room: number): number[] {
  for (let wanted = Math.max(1, room); wanted < MOST_TICKS; wanted *= 2) {
    const ticks = multiples(roundStep(max - min, wanted), min, max);
    if (ticks.length > 1) return ticks;
  }
  return [min, max];
}

/** On whole seconds, minutes, hours or days, as far as the span is that long. */
export function timeTicks(min: number, max: number, room: number): number[] {
  const raw = (max - min) / Math.max(1, room);
  const fitting = TIME_STEPS.find((step) => step >= raw);
  if (fitting === undefined) return evenTicks(min / DAY, max / DAY, room).map((days) => days * DAY);
  const ticks = multiples(fitting, min, max);
  if (ticks.length > 1) return ticks;
  const finer = TIME_STEPS.map((step) => multiples(step, min, max)).findLast(({ length }) => length > 1);
  return finer ?? evenTicks(min, max, room);
}

/**
 * `timeTicks` on whole minutes, hours or days of the clocks that the times are shown in. Where these are set forward or
 * back in between, the ticks after it are at whole steps from those before.
 */
export function clockTicks({ offset }: Pick<TimeText, 'offset'>, min: number, max: number, room: number): number[] {
  const ahead = offset(min);
  return timeTicks(min + ahead, max + ahead, room).map((tick) => tick - ahead);
}

/** A range within this ratio that holds fewer than three decade ticks has its ticks at even distances instead. */
const EVEN_RATIO = 10;

/**
 * For a logarithmic axis: 1, 2, 5 × 10^n, powers of ten where there is no room for these, even distances in a narrow
 * range.
 */
export function logTicks(min: number, max: number, room: number): number[] {
  const ticks = decadeTicks(min, max, room);
  if (ticks.length > 2 || (ticks.length === 2 && max / min > EVEN_RATIO)) return ticks;
  const even = evenTicks(min, max, Math.max(2, room)).filter((tick) => tick > 0);
  return even.length > 1 ? spreadOut(even, Math.log(max / min) / (Math.max(2, room) + 1)) : [min, max];
}

/** For a logarithmic axis of seconds: whole seconds, minutes, hours and days. */
export function logTimeTicks(min: number, max: number, room: number): number[] {
  const ticks = TIME_STEPS.filter((step) => step >= min && step <= max);
  return ticks.length > 1 ? spreadOut(ticks, Math.log(max / min) / Math.max(2, room)) : logTicks(min, max, room);
}

function decadeTicks(min: number, max: number, room: number): number[] {
  const factors = Math.log10(max / min) * 3 <= room ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(min)); 10 ** exponent <= max * (1 + 1e-9); exponent++) {
    for (const factor of factors) ticks.push(Number(`${factor}e${exponent}`));
  }
  const inside = ticks.filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9));
  const skip = Math.ceil(inside.length / Math.max(2, room));
  return inside.filter((_, index) => index % skip === 0);
}

/** Drops ticks that a logarithmic axis would draw closer together than `least`, a difference of natural logarithms. */
function spreadOut(ticks: readonly number[], least: number): number[] {
  const kept: number[] = [];
  for (const tick of ticks) {
    const before = kept.at(-1);
    if (before === undefined || Math.log(tick / before) >= least) kept.push(tick);
  }
  return kept.length > 1 ? kept : [ticks[0], ticks[ticks.length - 1]];
}

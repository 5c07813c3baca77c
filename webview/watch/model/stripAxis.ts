import type { Curve } from '../../../src/protocol/queries';
import { BentScale, scaleOfRuns, type TimeScale } from './timeScale';

const MOST_TICKS = 7;
/** Steps longer than this many seconds are whole minutes or hours. */
const LONG = 60;
const UNITS = [120, 300, 600, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];

/** The time axis of several curves from 0: linear, or from some time on logarithmic if the curves differ by much. */
export class StripAxis {
  readonly ticks: readonly number[];
  readonly isLogarithmic: boolean;
  readonly #scale: TimeScale;

  constructor(curves: readonly Pick<Curve, 'x'>[]) {
    const ends = curves.map(({ x }) => x.at(-1) ?? 0);
    this.#scale = scaleOfRuns(0, Math.max(1e-3, ...ends), ends, []);
    this.isLogarithmic = this.#scale instanceof BentScale;
    this.ticks = this.isLogarithmic ? this.#decades() : linearTicks(this.#scale.to);
  }

  /** 0 to 1. */
  placeOf(time: number): number {
    return this.#scale.placeOf(time);
  }

  /** 1, 2 and 5 times powers of ten that have room. */
  #decades(): readonly number[] {
    const ticks = [0];
    for (let power = 1e-3; power <= this.#scale.to; power *= 10)
      for (const factor of [1, 2, 5]) {
        const time = factor * power;
        const place = this.placeOf(time);
        if (place < 0.97 && place - this.placeOf(ticks[ticks.length - 1]) > 0.08) ticks.push(time);
      }
    return ticks;
  }
}

function linearTicks(end: number): readonly number[] {
  const raw = end / MOST_TICKS;
  const unit = UNITS.find((one) => one >= raw);
  if (raw > LONG && unit) return Array.from({ length: Math.floor((end * 0.97) / unit) + 1 }, (_, at) => at * unit);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.floor((end * 0.97) / step) + 1 }, (_, at) => at * step);
}

import type { Stage } from '../trace';
import { BinQuantiles } from './binQuantiles';
import type { Counter, Sign } from './counters';

/** Single-precision numbers ≥ 0 by eight bits of exponent and seven of mantissa: bins less than 0.8 % wide. */
const DROPPED_BITS = 16;
const BINS = 1 << (31 - DROPPED_BITS);
const WITHOUT_SIGN = 0x7fff_ffff;
const INFINITY = 0x7f80_0000;
/** Doubles from here on up to twice this are the whole numbers: adding it rounds, half-way values to even ones. */
const WHOLE = 2 ** 52;
const LEAST_TOTAL = 1e-30;

/** How long a stage took: sum, number of rows that have it, and counts by duration. */
export class StageTotals implements Counter {
  known = 0;
  readonly #bins = new Uint32Array(BINS);
  readonly #words: Uint32Array;
  /**
   * Sums are of whole multiples of 1 / scale, as small as the sum of all rows allows, some nanoseconds. Doubles add
   * such numbers exactly: taking rows out again leaves nothing behind.
   */
  readonly #scale: number;
  #sum = 0;
  #all = { known: 0, sum: 0, bins: new Uint32Array(0) };

  /** @param total seconds of all rows together, roughly */
  constructor(
    readonly stage: Stage,
    total: number,
  ) {
    const { values } = stage;
    this.#words = new Uint32Array(values.buffer, values.byteOffset, values.length);
    this.#scale = WHOLE / 2 ** Math.ceil(Math.log2(Math.max(total, LEAST_TOTAL)));
  }

  add(rows: Uint32Array, count: number, sign: Sign): void {
    const words = this.#words;
    const scale = this.#scale;
    const bins = this.#bins;
    const { values } = this.stage;
    let { known } = this;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      const word = words[row] & WITHOUT_SIGN;
      // NaN is unknown, and infinity no duration.
      if (word >= INFINITY) continue;
      bins[word >>> DROPPED_BITS] += sign;
      sum += values[row] * scale + WHOLE - WHOLE;
      known += sign;
    }
    this.known = known;
    this.#sum += sign * sum;
  }

  clear(): void {
    this.known = 0;
    this.#sum = 0;
    this.#bins.fill(0);
  }

  keepAll(): void {
    this.#all = { known: this.known, sum: this.#sum, bins: this.#bins.slice() };
  }

  takeAll(): void {
    this.known = this.#all.known;
    this.#sum = this.#all.sum;
    this.#bins.set(this.#all.bins);
  }

  /** Seconds; NaN without rows that have the stage. */
  get mean(): number {
    return this.#sum / this.#scale / this.known;
  }

  get meanOfAll(): number {
    return this.#all.sum / this.#scale / this.#all.known;
  }

  /** Within 0.4 %. */
  get quantiles(): BinQuantiles {
    return new BinQuantiles(this.#bins, 0, BINS, this.known, middleOf);
  }
}

const double = new Float32Array(1);
const word = new Uint32Array(double.buffer);

/** The number in the middle of a bin; 0 for numbers that are as good as 0. */
function middleOf(bin: number): number {
  if (bin < 1 << 7) return 0;
  word[0] = (bin << DROPPED_BITS) | (1 << (DROPPED_BITS - 1));
  return double[0];
}

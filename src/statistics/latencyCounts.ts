import { BINS, binOf as binOfWord, leastUpperWord, quantile, wordsOf } from '../numeric';

/** Counts latencies in bins that give quantiles within 1 % at any time. */
export class LatencyCounts {
  readonly #counts = new Uint32Array(BINS);
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  /** The largest, exactly. */
  get max(): number {
    return this.#max;
  }

  /** Counts `latencies[from, to)`, all ≥ 0. */
  add(latencies: Float64Array, from: number, to: number): void {
    const counts = this.#counts;
    const words = wordsOf(latencies);
    let min = this.#min;
    let max = this.#max;
    for (let row = from; row < to; row++) {
      const latency = latencies[row];
      if (latency < min) min = latency;
      if (latency > max) max = latency;
      counts[binOfWord(words[2 * row + 1])]++;
    }
    this.#min = min;
    this.#max = max;
    this.#count += to - from;
  }

  /** Quantiles for ascending shares (0 to 1), each within 1 %; NaN before the first latency. */
  quantiles(shares: readonly number[]): number[] {
    const values: number[] = [];
    let bin = this.#count === 0 ? 0 : binOf(this.#min);
    let below = 0;
    for (const share of shares) {
      const rank = share * (this.#count - 1);
      while (bin < BINS - 1 && below + this.#counts[bin] <= rank) below += this.#counts[bin++];
      const place = (rank - below + 0.5) / this.#counts[bin];
      values.push(this.#count === 0 ? Number.NaN : this.#within(quantile([edge(bin), edge(bin + 1)], place)));
    }
    return values;
  }

  /** The median of the latencies above 0, within 1 %; 0 if there are none. Subnormal numbers count as 0. */
  get positiveMedian(): number {
    let zeros = 0;
    for (let bin = 0; bin < ZERO_BINS; bin++) zeros += this.#counts[bin];
    const above = this.#count - zeros;
    if (above === 0) return 0;
    return this.quantiles([(zeros + (above - 1) / 2) / Math.max(1, this.#count - 1)])[0];
  }

  #within(value: number): number {
    return Math.min(Math.max(value, this.#min), this.#max);
  }
}

const double = new DataView(new ArrayBuffer(8));

function binOf(latency: number): number {
  double.setFloat64(0, latency);
  return binOfWord(double.getUint32(0));
}

/** Bins of subnormal numbers, 1e-308 and below, which count as 0. */
const ZERO_BINS = 1 << 7;

/** The smallest latency of a bin; the largest double for the bin after the last. */
function edge(bin: number): number {
  if (bin < ZERO_BINS) return 0;
  double.setUint32(0, leastUpperWord(bin));
  return Math.min(double.getFloat64(0), Number.MAX_VALUE);
}

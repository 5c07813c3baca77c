import { quantileAt } from '../numeric';

/** Quantiles of values that are counted in ascending bins [from, to): as exact as the middles of the bins are. */
export class BinQuantiles {
  #bin: number;
  /** Values in the bins before `#bin`. */
  #below = 0;

  /**
   * @param count how many values the bins hold together
   * @param middleOf a value for each bin, counted from `from`
   */
  constructor(
    readonly bins: Uint32Array,
    readonly from: number,
    readonly to: number,
    readonly count: number,
    readonly middleOf: (bin: number) => number,
  ) {
    this.#bin = from;
  }

  /** The p-quantile; NaN without values. Fastest for ascending p. */
  at(p: number): number {
    return quantileAt(this.count, p, (rank) => this.middleOf(this.binOf(rank)));
  }

  /** The bin, counted from `from`, that holds the value of a rank. */
  binOf(rank: number): number {
    if (rank < this.#below) {
      this.#bin = this.from;
      this.#below = 0;
    }
    const { bins } = this;
    while (this.#bin < this.to - 1 && this.#below + bins[this.#bin] <= rank) this.#below += bins[this.#bin++];
    return this.#bin - this.from;
  }

  /** The rank of the least value of a bin. */
  rankOf(bin: number): number {
    let below = 0;
    for (let at = 0; at < bin; at++) below += this.bins[this.from + at];
    return below;
  }
}

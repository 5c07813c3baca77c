/** Bins before the width doubles. */
const MOST_BINS = 2048;
const FIRST_WIDTH = 1 / 16;

/**
 * An amount spread over time, in bins of equal width. The width doubles whenever time outgrows them, so memory is bounded
 * and short runs are seen finely, whatever the length of the run.
 */
export class Timeline {
  #bins = new Float64Array(MOST_BINS);
  #width = FIRST_WIDTH;
  #end = 0;

  /** Adds `amount`, evenly over [from, to]. */
  add(from: number, to: number, amount: number): void {
    if (amount === 0) return;
    while (to >= this.#width * MOST_BINS) this.#widen();
    this.#end = Math.max(this.#end, to);
    const first = Math.floor(from / this.#width);
    const last = Math.floor(to / this.#width);
    if (first === last) {
      this.#bins[first] += amount;
      return;
    }
    const rate = amount / (to - from);
    this.#bins[first] += rate * ((first + 1) * this.#width - from);
    for (let bin = first + 1; bin < last; bin++) this.#bins[bin] += rate * this.#width;
    this.#bins[last] += rate * (to - last * this.#width);
  }

  /** Mean amount per second of each bin; x is the start of the bin. Both end with the last amount added. */
  rates(): { x: Float64Array; y: Float64Array } {
    const length = this.#end > 0 ? Math.floor(this.#end / this.#width) + 1 : 0;
    const x = new Float64Array(length);
    const y = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      x[i] = i * this.#width;
      y[i] = this.#bins[i] / this.#width;
    }
    return { x, y };
  }

  #widen(): void {
    const merged = new Float64Array(MOST_BINS);
    for (let i = 0; i < MOST_BINS; i++) merged[i >> 1] += this.#bins[i];
    this.#bins = merged;
    this.#width *= 2;
  }
}

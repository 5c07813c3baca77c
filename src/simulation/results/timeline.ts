import { grown } from '../columns';
import type { TimeAxis } from './timeAxis';

/** As a share of the sum of all changes; smaller rates are rounding errors. */
const ROUNDING = 1e-13;

/**
 * An amount over time, in bins. An addition costs the same however many bins it spans: only the changes at its ends are
 * stored.
 */
export class Timeline {
  #bins = new Float64Array(64);
  /** By bin: the change of the amount per full bin, compared with the bin before, in addition to `#bins`. */
  #steps = new Float64Array(64);
  /** Sum of all steps up and down. */
  #changes = 0;
  #length = 0;

  constructor(private readonly axis: TimeAxis) {
    axis.add(this);
  }

  /** Adds `amount`, evenly over [from, to]. */
  add(from: number, to: number, amount: number): void {
    if (amount === 0) return;
    const { axis } = this;
    const last = axis.binOf(to);
    const first = from === to ? last : axis.binOf(from);
    if (last >= this.#length) this.#reach(last);
    if (first === last) {
      this.#bins[first] += amount;
      return;
    }
    const rate = amount / (to - from);
    const { width } = axis;
    this.#bins[first] += rate * ((first + 1) * width - from);
    this.#bins[last] += rate * (to - last * width);
    if (last === first + 1) return;
    const full = rate * width;
    this.#steps[first + 1] += full;
    this.#steps[last] -= full;
    this.#changes += full;
  }

  /** Adds `change` to the rate from `now` on. */
  step(now: number, change: number): void {
    const { axis } = this;
    const bin = axis.binOf(now);
    const { width } = axis;
    if (bin + 1 >= this.#length) this.#reach(bin + 1);
    this.#bins[bin] += change * ((bin + 1) * width - now);
    this.#steps[bin + 1] += change * width;
    this.#changes += Math.abs(change) * width;
  }

  /** The amount of each bin, up to the last that is not 0. */
  amounts(): Float64Array {
    const { amounts } = this.#whole(this.#length);
    let length = amounts.length;
    while (length > 0 && amounts[length - 1] <= this.#changes * ROUNDING) length--;
    return amounts.subarray(0, length);
  }

  halve(): void {
    const length = (this.#length + 1) >> 1;
    const { amounts, level } = this.#whole(2 * length);
    this.#bins = new Float64Array(Math.max(64, length + 1));
    this.#steps = new Float64Array(this.#bins.length);
    for (let bin = 0; bin < amounts.length; bin++) this.#bins[bin >> 1] += amounts[bin];
    this.#steps[length] = 2 * level;
    this.#changes *= 2;
    this.#length = length + 1;
  }

  /** The amounts of the first `length` bins, and the amount of each bin after them. */
  #whole(length: number): { amounts: Float64Array; level: number } {
    const amounts = new Float64Array(length);
    const nothing = this.#changes * ROUNDING;
    let level = 0;
    for (let bin = 0; bin < length; bin++) {
      if (bin < this.#length) level += this.#steps[bin];
      if (Math.abs(level) < nothing) level = 0;
      amounts[bin] = Math.max(0, level + (bin < this.#length ? this.#bins[bin] : 0));
    }
    return { amounts, level };
  }

  #reach(bin: number): void {
    this.#length = bin + 1;
    if (bin < this.#bins.length) return;
    this.#bins = grown(this.#bins, bin + 1);
    this.#steps = grown(this.#steps, bin + 1);
  }
}

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
    const amounts = new Float64Array(this.#length);
    let level = 0;
    for (let bin = 0; bin < amounts.length; bin++) {
      level = this.#levelIn(bin, level);
      amounts[bin] = Math.max(0, level + this.#bins[bin]);
    }
    let length = amounts.length;
    while (length > 0 && amounts[length - 1] <= this.#changes * ROUNDING) length--;
    return amounts.subarray(0, length);
  }

  halve(): void {
    const before = this.#length;
    if (before === 0) return;
    const length = (before + 1) >> 1;
    const bins = this.#bins;
    let level = 0;
    for (let bin = 0; bin < length; bin++) {
      level = this.#levelIn(2 * bin, level);
      const first = Math.max(0, level + bins[2 * bin]);
      const isPair = 2 * bin + 1 < before;
      if (isPair) level = this.#levelIn(2 * bin + 1, level);
      bins[bin] = first + Math.max(0, level + (isPair ? bins[2 * bin + 1] : 0));
    }
    bins.fill(0, length, before);
    this.#steps.fill(0, 0, before);
    this.#changes *= 2;
    this.#reach(length);
    this.#steps[length] = 2 * level;
  }

  /** The amount per full bin in `bin`, given that in the bin before. */
  #levelIn(bin: number, before: number): number {
    const level = before + this.#steps[bin];
    return Math.abs(level) < this.#changes * ROUNDING ? 0 : level;
  }

  #reach(bin: number): void {
    this.#length = bin + 1;
    if (bin < this.#bins.length) return;
    this.#bins = grown(this.#bins, bin + 1);
    this.#steps = grown(this.#steps, bin + 1);
  }
}

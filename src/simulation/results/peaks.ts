import { grown } from '../columns';
import type { TimeAxis } from './timeAxis';

/**
 * The maximum per bin of values that hold for spans of time. A span costs the same however many bins it covers: two
 * overlapping runs of 2^k bins cover it, and the maximum of a run is passed on to its halves only at the end. This is
 * the sparse table for range minimum queries (Bender and Farach-Colton, 2000) in reverse.
 */
export class Peaks {
  /** `#runs[k][i]`: the highest value known to be in each of the bins from i to i + 2^k − 1. */
  #runs: Float64Array[] = [new Float64Array(64)];
  #length = 0;

  constructor(private readonly axis: TimeAxis) {
    axis.add(this);
  }

  /** `value`, 0 or more, holds over [from, to). */
  add(from: number, to: number, value: number): void {
    if (to <= from) return;
    const { axis } = this;
    const end = axis.binOf(to);
    const first = axis.binOf(from);
    // A span that ends where a bin begins does not cover that bin.
    const last = end > first && end * axis.width === to ? end - 1 : end;
    if (last >= this.#length) this.#length = last + 1;
    const order = 31 - Math.clz32(last - first + 1);
    this.#note(order, first, value);
    if (last > first) this.#note(order, last + 1 - 2 ** order, value);
  }

  /** By bin, up to the last bin that a span covers. */
  values(): Float64Array {
    let runs = this.#runs[this.#runs.length - 1] ?? new Float64Array(0);
    for (let order = this.#runs.length - 1; order > 0; order--) {
      const half = 2 ** (order - 1);
      const below = new Float64Array(Math.max(this.#runs[order - 1].length, runs.length + half));
      below.set(this.#runs[order - 1]);
      for (let bin = 0; bin < runs.length; bin++) {
        if (runs[bin] > below[bin]) below[bin] = runs[bin];
        if (runs[bin] > below[bin + half]) below[bin + half] = runs[bin];
      }
      runs = below;
    }
    return runs.slice(0, this.#length);
  }

  halve(): void {
    this.#length = (this.#length + 1) >> 1;
    const [bins] = this.#runs;
    for (let bin = 0; bin < bins.length; bin++) {
      const value = bins[bin];
      bins[bin] = 0;
      if (value > bins[bin >> 1]) bins[bin >> 1] = value;
    }
    // A run of 2^k bins from an even bin on becomes one half as long; from an odd bin on, two that overlap.
    for (let order = 1; order < this.#runs.length; order++) {
      const runs = this.#runs[order];
      for (let first = 0; first < runs.length; first++) {
        const value = runs[first];
        if (value === 0) continue;
        runs[first] = 0;
        this.#note(order - 1, first >> 1, value);
        if (first % 2 === 1) this.#note(order - 1, (first >> 1) + 1, value);
      }
    }
  }

  #note(order: number, first: number, value: number): void {
    while (order >= this.#runs.length) this.#runs.push(new Float64Array(64));
    let runs = this.#runs[order];
    if (first >= runs.length) {
      runs = grown(runs, first + 1);
      this.#runs[order] = runs;
    }
    if (value > runs[first]) runs[first] = value;
  }
}

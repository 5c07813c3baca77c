import { Peaks } from './peaks';
import type { TimeAxis } from './timeAxis';

/** MB/s; lower rates are rounding errors of flows that have ended. */
const NOTHING = 1e-7;

/** The rate of each VM's NIC in one direction, and the highest of these rates over time. MB/s. */
export class NicRates {
  readonly #peaks: Peaks;
  /** By VM, interleaved: its rate, and the time since when. */
  readonly #now: Float64Array;

  constructor(vms: number, axis: TimeAxis) {
    this.#peaks = new Peaks(axis);
    this.#now = new Float64Array(2 * vms);
  }

  /** Changes the VM's rate by `by`. */
  change(vm: number, by: number, now: number): void {
    const at = 2 * vm;
    const rate = this.#now[at];
    if (rate > 0) this.#peaks.add(this.#now[at + 1], now, rate);
    const after = rate + by;
    this.#now[at] = after < NOTHING ? 0 : after;
    this.#now[at + 1] = now;
  }

  /** Some VM had this rate over [from, to). */
  held(from: number, to: number, rate: number): void {
    this.#peaks.add(from, to, rate);
  }

  /** The highest rate of any VM at any moment of each bin. */
  peaks(): Float64Array {
    return this.#peaks.values();
  }
}

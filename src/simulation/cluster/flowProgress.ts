import { grown } from '../columns';
import type { Links } from './links';
import type { Traffic } from './traffic';

/** MB; amounts below are rounding errors. A byte is 1e-6. */
export const NOTHING = 1e-9;

/** How much of each flow has arrived, MB. Amounts are brought up to date on demand, and then reported as traffic. */
export class FlowProgress {
  /** By flow: total amount, and the amount that had arrived at the last update. */
  size = new Float64Array(64);
  received = new Float64Array(64);
  /** By flow: a VM, or the registry. */
  source = new Int32Array(64);
  #since = new Float64Array(64);

  constructor(
    private readonly links: Links,
    private readonly traffic: Traffic,
  ) {}

  reserve(flow: number): void {
    const length = flow + 1;
    if (length <= this.size.length) return;
    this.size = grown(this.size, length);
    this.received = grown(this.received, length);
    this.source = grown(this.source, length);
    this.#since = grown(this.#since, length);
  }

  begin(flow: number, source: number, size: number, now: number): void {
    this.size[flow] = size;
    this.received[flow] = 0;
    this.source[flow] = source;
    this.#since[flow] = now;
  }

  /** Brings the received amount up to date. */
  update(flow: number, now: number): void {
    const since = this.#since[flow];
    this.#since[flow] = now;
    const amount = Math.min(this.links.rate[flow] * (now - since), this.size[flow] - this.received[flow]);
    if (amount <= 0) return;
    this.received[flow] += amount;
    this.traffic.sent(flow, this.source[flow], this.links.receiverOf(flow), since, now, amount);
  }

  /** Sets the rate, MB/s, after the amount that arrived at the old rate is counted. */
  setRate(flow: number, rate: number, now: number): void {
    this.update(flow, now);
    const change = rate - this.links.rate[flow];
    if (change === 0) return;
    this.links.setRate(flow, rate);
    this.traffic.rateChanged(flow, this.source[flow], this.links.receiverOf(flow), change, now);
  }

  /**
   * Whether nothing is left, or so little that the clock cannot tell the flow's end from `now`: weeks into a run, more
   * than a byte arrives between two neighbouring numbers of seconds.
   */
  isComplete(flow: number, now: number): boolean {
    const left = this.size[flow] - this.received[flow];
    return left <= NOTHING || now + left / this.links.rate[flow] === now;
  }
}

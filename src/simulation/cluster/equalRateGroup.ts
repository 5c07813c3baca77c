import FlatQueue from 'flatqueue';
import { grown } from '../columns';

/**
 * Flows that all have the same rate, such as VMs that read the registry. A common mark rises at that rate, and a flow
 * is complete when the mark reaches the flow's target, so a change of the rate costs the same for any number of flows.
 */
export class EqualRateGroup {
  size = 0;
  /** MB/s of each. */
  rate = 0;
  #mark = 0;
  #since: number;
  #target = new Float64Array(64).fill(Number.NaN);
  readonly #byTarget = new FlatQueue<number>();

  constructor(now: number) {
    this.#since = now;
  }

  has(flow: number): boolean {
    return flow < this.#target.length && !Number.isNaN(this.#target[flow]);
  }

  /** Brings the mark up to date. Returns the MB that arrived over all flows, and the time since when. */
  settle(now: number): { amount: number; since: number } {
    const since = this.#since;
    const rise = this.rate * (now - since);
    this.#since = now;
    this.#mark += rise;
    return { amount: rise * this.size, since };
  }

  /** Call `settle` first. */
  add(flow: number, megabytes: number): void {
    if (flow >= this.#target.length) {
      const before = this.#target.length;
      this.#target = grown(this.#target, flow + 1);
      this.#target.fill(Number.NaN, before);
    }
    this.#target[flow] = this.#mark + megabytes;
    this.#byTarget.push(flow, this.#target[flow]);
    this.size++;
  }

  /** Call `settle` first. Returns the MB that had not arrived. */
  remove(flow: number): number {
    const left = this.#target[flow] - this.#mark;
    this.#target[flow] = Number.NaN;
    if (--this.size === 0) this.#byTarget.clear();
    return Math.max(0, left);
  }

  /** The flow that completes next, or -1. */
  get next(): number {
    const queue = this.#byTarget;
    while (queue.length > 0 && this.#target[queue.peek()!] !== queue.peekValue()) queue.pop();
    return queue.length > 0 ? queue.peek()! : -1;
  }

  /** When that flow completes at the present rate. */
  get nextTime(): number {
    const flow = this.next;
    if (flow < 0 || this.rate === 0) return Number.POSITIVE_INFINITY;
    return this.#since + Math.max(0, this.#target[flow] - this.#mark) / this.rate;
  }
}

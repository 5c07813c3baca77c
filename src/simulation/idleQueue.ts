import { Fifo } from './fifo';

/**
 * Replicas or containers in the order in which their idle time ends. All may idle equally long, so a queue does what a
 * heap would. One that was used again stays in the queue until its turn.
 */
export class IdleQueue {
  /** When the idle time of the first in the queue ends; Infinity if none is idle. */
  nextTime = Number.POSITIVE_INFINITY;
  readonly #members = new Fifo(Int32Array);
  readonly #since = new Fifo(Float64Array);

  constructor(private readonly idleSeconds: number) {}

  /** When the first in the queue became idle. The queue must not be empty. */
  get since(): number {
    return this.#since.first;
  }

  /** The first in the queue. The queue must not be empty. */
  get first(): number {
    return this.#members.first;
  }

  push(member: number, now: number): void {
    this.#members.push(member);
    this.#since.push(now);
    if (this.#members.length === 1) this.nextTime = now + this.idleSeconds;
  }

  pop(): number {
    this.#since.shift();
    const member = this.#members.shift();
    this.nextTime = this.#members.length > 0 ? this.since + this.idleSeconds : Number.POSITIVE_INFINITY;
    return member;
  }
}

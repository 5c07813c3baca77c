import { Fifo } from './fifo';

/**
 * Replicas in the order in which their idle time ends. All may idle equally long, so a queue does what a heap would. A
 * replica that was used again stays in the queue until its turn.
 */
export class IdleQueue {
  /** When the first replica in the queue is to be evicted; Infinity if none is idle. */
  nextTime = Number.POSITIVE_INFINITY;
  readonly #replicas = new Fifo(Int32Array);
  readonly #since = new Fifo(Float64Array);

  constructor(private readonly idleSeconds: number) {}

  /** When the first replica in the queue became idle. */
  get since(): number {
    return this.#since.first;
  }

  push(replica: number, now: number): void {
    this.#replicas.push(replica);
    this.#since.push(now);
    if (this.#replicas.length === 1) this.nextTime = now + this.idleSeconds;
  }

  pop(): number {
    this.#since.shift();
    const replica = this.#replicas.shift();
    this.nextTime = this.#replicas.length > 0 ? this.since + this.idleSeconds : Number.POSITIVE_INFINITY;
    return replica;
  }
}

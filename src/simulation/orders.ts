import { Fifo } from './fifo';
import type { Requests } from './requests';

const NONE = -1;

/** Containers on order that found no room, in order of arrival. */
export class Orders {
  readonly #queue = new Fifo(Int32Array);

  constructor(
    /** By container: its function. */
    private readonly functionId: Uint32Array,
    /** null where every arrival is a cold start, whose order is never withdrawn. */
    private readonly requests: Requests | null,
  ) {}

  /** The first order that is still needed, or -1. Withdraws those before it. */
  first(now: number): number {
    const queue = this.#queue;
    while (queue.length > 0) {
      const { first } = queue;
      if (!this.requests?.withdraws(this.functionId[first], now)) return first;
      queue.shift();
    }
    return NONE;
  }

  push(container: number): void {
    this.#queue.push(container);
  }

  /** Takes out the first order. The queue must not be empty. */
  shift(): void {
    this.#queue.shift();
  }
}

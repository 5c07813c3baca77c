import { Fifo } from '../fifo';

/** Replicas, first in, first out. The entry of a replica that leaves before its turn is skipped. */
export class ReplicaQueue {
  readonly #entries = new Fifo(Int32Array, 4);
  readonly #members = new Set<number>();

  get size(): number {
    return this.#members.size;
  }

  push(replica: number): void {
    this.#entries.push(replica);
    this.#members.add(replica);
  }

  /** Removes and returns the first replica, or returns -1. */
  shift(): number {
    while (this.#entries.length > 0) {
      const replica = this.#entries.shift();
      if (this.#members.delete(replica)) return replica;
    }
    return -1;
  }

  /** Removes a replica; returns whether it was in the queue. */
  delete(replica: number): boolean {
    return this.#members.delete(replica);
  }
}

/** Replicas in the order in which they came. One that leaves before its turn keeps its entry, which is passed over. */
export class ReplicaQueue {
  #entries: number[] = [];
  #head = 0;
  readonly #members = new Set<number>();

  get size(): number {
    return this.#members.size;
  }

  push(replica: number): void {
    this.#entries.push(replica);
    this.#members.add(replica);
  }

  /** Takes out the first, or returns -1. */
  shift(): number {
    while (this.#members.size > 0) {
      const replica = this.#entries[this.#head++];
      if (this.#members.delete(replica)) {
        this.#trim();
        return replica;
      }
    }
    this.#entries = [];
    this.#head = 0;
    return -1;
  }

  /** Whether it was there. */
  delete(replica: number): boolean {
    return this.#members.delete(replica);
  }

  #trim(): void {
    if (this.#head < 1024 || 2 * this.#head < this.#entries.length) return;
    this.#entries.splice(0, this.#head);
    this.#head = 0;
  }
}

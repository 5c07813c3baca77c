/** Copies in the order in which they came. One that leaves before its turn keeps its entry, which is passed over. */
export class CopyQueue {
  #entries: number[] = [];
  #head = 0;
  readonly #members = new Set<number>();

  get size(): number {
    return this.#members.size;
  }

  push(copy: number): void {
    this.#entries.push(copy);
    this.#members.add(copy);
  }

  /** Takes out the first, or returns -1. */
  shift(): number {
    while (this.#members.size > 0) {
      const copy = this.#entries[this.#head++];
      if (this.#members.delete(copy)) {
        this.#trim();
        return copy;
      }
    }
    this.#entries = [];
    this.#head = 0;
    return -1;
  }

  /** Whether it was there. */
  delete(copy: number): boolean {
    return this.#members.delete(copy);
  }

  #trim(): void {
    if (this.#head < 1024 || 2 * this.#head < this.#entries.length) return;
    this.#entries.splice(0, this.#head);
    this.#head = 0;
  }
}

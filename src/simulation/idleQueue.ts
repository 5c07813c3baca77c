/**
 * Copies by the time at which they will have been idle long enough. As that time is the same for all, they come in the order in which they go, and a ring
 * does what a heap would. A copy that was busy in between stays in it until its turn.
 */
export class IdleQueue {
  #copies = new Int32Array(64);
  #since = new Float64Array(64);
  #head = 0;
  #length = 0;
  /** When the first in the queue goes; Infinity where nothing is idle. */
  nextTime = Number.POSITIVE_INFINITY;

  constructor(private readonly idleSeconds: number) {}

  /** When the first in the queue became idle. */
  get since(): number {
    return this.#since[this.#head];
  }

  push(copy: number, now: number): void {
    if (this.#length === this.#copies.length) this.#grow();
    const at = (this.#head + this.#length++) & (this.#copies.length - 1);
    this.#copies[at] = copy;
    this.#since[at] = now;
    if (this.#length === 1) this.nextTime = now + this.idleSeconds;
  }

  pop(): number {
    const copy = this.#copies[this.#head];
    this.#head = (this.#head + 1) & (this.#copies.length - 1);
    this.#length--;
    this.nextTime = this.#length > 0 ? this.since + this.idleSeconds : Number.POSITIVE_INFINITY;
    return copy;
  }

  #grow(): void {
    const copies = new Int32Array(2 * this.#length);
    const since = new Float64Array(2 * this.#length);
    for (let i = 0; i < this.#length; i++) {
      const at = (this.#head + i) & (this.#length - 1);
      copies[i] = this.#copies[at];
      since[i] = this.#since[at];
    }
    this.#copies = copies;
    this.#since = since;
    this.#head = 0;
  }
}

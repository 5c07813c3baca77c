/**
 * Replicas by the time at which they will have been idle long enough. As that time is the same for all, they come in the order in which they go, and a ring
 * does what a heap would. A replica that was busy in between stays in it until its turn.
 */
export class IdleQueue {
  #replicas = new Int32Array(64);
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

  push(replica: number, now: number): void {
    if (this.#length === this.#replicas.length) this.#grow();
    const at = (this.#head + this.#length++) & (this.#replicas.length - 1);
    this.#replicas[at] = replica;
    this.#since[at] = now;
    if (this.#length === 1) this.nextTime = now + this.idleSeconds;
  }

  pop(): number {
    const replica = this.#replicas[this.#head];
    this.#head = (this.#head + 1) & (this.#replicas.length - 1);
    this.#length--;
    this.nextTime = this.#length > 0 ? this.since + this.idleSeconds : Number.POSITIVE_INFINITY;
    return replica;
  }

  #grow(): void {
    const replicas = new Int32Array(2 * this.#length);
    const since = new Float64Array(2 * this.#length);
    for (let i = 0; i < this.#length; i++) {
      const at = (this.#head + i) & (this.#length - 1);
      replicas[i] = this.#replicas[at];
      since[i] = this.#since[at];
    }
    this.#replicas = replicas;
    this.#since = since;
    this.#head = 0;
  }
}

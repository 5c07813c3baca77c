type Column = Int32Array | Float64Array;

/** Numbers, first in, first out, in a ring that doubles when it is full. */
export class Fifo<C extends Column> {
  length = 0;
  #ring: C;
  #head = 0;

  /** @param capacity a power of two */
  constructor(
    private readonly Ring: new (length: number) => C,
    capacity = 64,
  ) {
    this.#ring = new Ring(capacity);
  }

  /** The first number. The queue must not be empty. */
  get first(): number {
    return this.#ring[this.#head];
  }

  push(value: number): void {
    if (this.length === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.length++) & (this.#ring.length - 1)] = value;
  }

  /** Takes out the first number. The queue must not be empty. */
  shift(): number {
    const value = this.#ring[this.#head];
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.length--;
    return value;
  }

  #grow(): void {
    const ring = this.#ring;
    const head = this.#head;
    this.#ring = new this.Ring(2 * ring.length);
    this.#ring.set(ring.subarray(head));
    this.#ring.set(ring.subarray(0, head), ring.length - head);
    this.#head = 0;
  }
}

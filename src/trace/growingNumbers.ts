const BYTES = Uint32Array.BYTES_PER_ELEMENT;
/** Up to this length growing copies; beyond it, address space for all there may be is reserved. */
const FEW = 1 << 16;

/** Numbers in shared memory that grows in place: copies would stay in memory until garbage is collected. */
export class GrowingNumbers {
  #array: Uint32Array<SharedArrayBuffer>;

  /** @param most a length that they never exceed */
  constructor(
    length: number,
    private readonly most: number,
  ) {
    this.#array = new Uint32Array(new SharedArrayBuffer(length * BYTES));
  }

  /** All numbers. Growing gives another array. */
  get array(): Uint32Array<SharedArrayBuffer> {
    return this.#array;
  }

  /** Doubles the length. New numbers are 0. Throws a RangeError if there is no memory for them. */
  double(): void {
    const length = 2 * this.#array.length;
    const { buffer } = this.#array;
    if (length * BYTES <= buffer.maxByteLength) {
      buffer.grow(length * BYTES);
      this.#array = new Uint32Array(buffer, 0, length);
      return;
    }
    const maxByteLength = Math.max(this.most, length) * BYTES;
    const larger = new SharedArrayBuffer(length * BYTES, length > FEW ? { maxByteLength } : undefined);
    const array = new Uint32Array(larger, 0, length);
    array.set(this.#array);
    this.#array = array;
  }
}

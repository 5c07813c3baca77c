/** A fast generator of random numbers (xorshift128), the same for the same seed. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    this.#a = seed | 0 || 1;
    this.#b = Math.imul(seed, 0x9e37_79b1) ^ 0x1234_5678;
    this.#c = 0x6a09_e667;
    this.#d = 0xbb67_ae85;
    for (let i = 0; i < 20; i++) this.bits();
  }

  /** 32 random bits, as an unsigned number. */
  bits(): number {
    let t = this.#d;
    const s = this.#a;
    this.#d = this.#c;
    this.#c = this.#b;
    this.#b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    this.#a = t ^ s ^ (s >>> 19);
    return this.#a >>> 0;
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return this.bits() % count;
  }

  /** True once in `count` times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(list: ArrayLike<T>): T {
    return list[this.below(list.length)];
  }
}

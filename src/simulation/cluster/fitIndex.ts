const NONE = -1;

/**
 * VMs by free memory, in whole MB: finds the fullest VM that still has room (best fit), or the emptiest, in constant
 * time. A hierarchical bitmap (one bit per amount, one bit per word of 32 above it, and so on) says which amounts
 * occur. VMs of one amount form a linked list, the last added first.
 */
export class FitIndex {
  readonly #levels: Uint32Array[] = [];
  /** By amount: one more than its first VM. 0, not NONE, is none: new memory is all 0, and most of it is never used. */
  readonly #firstPlus1: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** By VM: the free memory under which it is listed, or NONE. */
  readonly #listed: Int32Array;

  constructor(vms: number, largest: number) {
    this.#firstPlus1 = new Int32Array(largest + 1);
    this.#next = new Int32Array(vms);
    this.#previous = new Int32Array(vms);
    this.#listed = new Int32Array(vms).fill(NONE);
    for (let size = largest + 1; ; size = this.#levels.at(-1)!.length) {
      this.#levels.push(new Uint32Array((size + 31) >>> 5));
      if (size <= 32) break;
    }
  }

  /** Lists `vm` under this much free memory, and nowhere else. */
  put(vm: number, free: number): void {
    if (this.#listed[vm] === free) return;
    this.remove(vm);
    const first = this.#firstPlus1[free] - 1;
    this.#next[vm] = first;
    this.#previous[vm] = NONE;
    if (first !== NONE) this.#previous[first] = vm;
    else this.#mark(free);
    this.#firstPlus1[free] = vm + 1;
    this.#listed[vm] = free;
  }

  remove(vm: number): void {
    const free = this.#listed[vm];
    if (free === NONE) return;
    const next = this.#next[vm];
    const previous = this.#previous[vm];
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else {
      this.#firstPlus1[free] = next + 1;
      if (next === NONE) this.#unmark(free);
    }
    this.#listed[vm] = NONE;
  }

  /** The VM with the least free memory that is at least `needed`, or -1. */
  tightest(needed: number): number {
    let at = needed;
    let level = 0;
    // Up until a word has a bit at or after `at`, ...
    for (; ; level++, at = (at >>> 5) + 1) {
      if (level === this.#levels.length || at >>> 5 >= this.#levels[level].length) return NONE;
      const word = this.#levels[level][at >>> 5] & (0xffff_ffff << (at & 31));
      if (word === 0) continue;
      at = ((at >>> 5) << 5) | (31 - Math.clz32(word & -word));
      break;
    }
    // ... and down along the lowest bits.
    while (level-- > 0) {
      const word = this.#levels[level][at];
      at = (at << 5) | (31 - Math.clz32(word & -word));
    }
    return this.#firstPlus1[at] - 1;
  }

  /** The VM with the most free memory, or -1 if that is less than `needed`. */
  roomiest(needed: number): number {
    const top = this.#levels.length - 1;
    if (this.#levels[top][0] === 0) return NONE;
    let at = 0;
    for (let level = top; level >= 0; level--) at = (at << 5) | (31 - Math.clz32(this.#levels[level][at]));
    return at >= needed ? this.#firstPlus1[at] - 1 : NONE;
  }

  #mark(free: number): void {
    let at = free;
    for (const level of this.#levels) {
      level[at >>> 5] |= 1 << (at & 31);
      at >>>= 5;
    }
  }

  #unmark(free: number): void {
    let at = free;
    for (const level of this.#levels) {
      level[at >>> 5] &= ~(1 << (at & 31));
      if (level[at >>> 5] !== 0) return;
      at >>>= 5;
    }
  }
}

import { IdHash } from '../idHash';

const FIRST_SLOTS = 1 << 10;

/** Identifiers of records, each as its hash. Memory: 16 to 32 bytes for each, however long it is. */
export class IdSet {
  #size = 0;
  /** Two numbers for each slot; both are 0 in a free one. */
  #slots = new Uint32Array(2 * FIRST_SLOTS);

  /** Returns false if the set has the identifier already. */
  add(id: string | IdHash): boolean {
    const hash = typeof id === 'string' ? IdHash.of(id) : id;
    // What was hashed last has reached few of the upper bits of the first half.
    let a = Math.imul(hash.a ^ (hash.a >>> 15), 0x2c1b3c6d);
    a ^= a >>> 13;
    return this.#add(a >>> 0 || 1, hash.b);
  }

  #add(a: number, b: number): boolean {
    if (4 * this.#size >= this.#slots.length) this.#grow();
    const slot = slotOf(this.#slots, a, b);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = a;
    this.#slots[slot + 1] = b;
    this.#size++;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0) continue;
      const slot = slotOf(this.#slots, before[at], before[at + 1]);
      this.#slots[slot] = before[at];
      this.#slots[slot + 1] = before[at + 1];
    }
  }
}

/** Where the two numbers stand, or the free slot for them. The first is never 0. */
function slotOf(slots: Uint32Array, a: number, b: number): number {
  const mask = slots.length - 1;
  for (let at = (2 * (a ^ b)) & mask; ; at = (at + 2) & mask) {
    if (slots[at] === 0 || (slots[at] === a && slots[at + 1] === b)) return at;
  }
}

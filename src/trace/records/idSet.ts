import { IdHash } from '../idHash';

const FIRST_SLOTS = 1 << 10;
/** Putting identifiers into a larger set takes as long as adding them. */
const GROWTH = 4;
/** Rows whose identifiers are worth looking up together. */
export const MOST_FETCHED = 256;

/** Identifiers of records, each as its hash. Memory: 16 to 64 bytes for each, however long it is. */
export class IdSet {
  #size = 0;
  /** What `fetch` has seen: what is not kept need not be fetched. */
  readonly #seen = new Int32Array(MOST_FETCHED);
  /** Two numbers for each slot; both are 0 in a free one. */
  #slots = new Int32Array(2 * FIRST_SLOTS);

  /** Returns false if the set has the identifier already. */
  add(id: string | IdHash): boolean {
    const hash = typeof id === 'string' ? IdHash.of(id) : id;
    return this.#add(mixed(hash.a), hash.b);
  }

  /** Looks where up to `MOST_FETCHED` identifiers belong, so that memory is read in several places at once. */
  fetch(rows: readonly { readonly id?: string | IdHash }[]): void {
    const slots = this.#slots;
    for (let at = 0; at < rows.length; at++) {
      const { id } = rows[at];
      if (typeof id === 'object') this.#seen[at] = slots[placeOf(slots, mixed(id.a), id.b)];
    }
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
    this.#slots = new Int32Array(GROWTH * before.length);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0) continue;
      const slot = slotOf(this.#slots, before[at], before[at + 1]);
      this.#slots[slot] = before[at];
      this.#slots[slot + 1] = before[at + 1];
    }
  }
}

/** Where the two numbers stand, or the free slot for them. The first is never 0. */
function slotOf(slots: Int32Array, a: number, b: number): number {
  const mask = slots.length - 1;
  for (let at = placeOf(slots, a, b); ; at = (at + 2) & mask) {
    if (slots[at] === 0 || (slots[at] === a && slots[at + 1] === b)) return at;
  }
}

/** Where the search for two numbers begins. */
function placeOf(slots: Int32Array, a: number, b: number): number {
  return (2 * (a ^ b)) & (slots.length - 1);
}

/** The first half of a hash, never 0: what was hashed last has reached few of its upper bits. */
function mixed(half: number): number {
  const a = Math.imul(half ^ (half >>> 15), 0x2c1b3c6d);
  return a ^ (a >>> 13) || 1;
}

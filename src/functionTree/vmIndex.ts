/** Returned by `get` for a VM that is not in the index. */
export const NO_PLACE = -1;
const FREE = -1;
const SMALLEST_BITS = 3;
/** Value of `#bits` while the entries are a column. */
const COLUMN = 0;
/**
 * 2^32 divided by the golden ratio: spreads consecutive VM ids, and ids of any stride, evenly over the table.
 */
const GOLDEN = 0x9e37_79b1;

/**
 * Most column entries per VM in it. A hash table has at least as many, so a column never needs more memory.
 */
const COLUMN_SPREAD = 4;

/**
 * Maps VMs to their places in a tree, or in trees that share the index: non-negative 31-bit integers to non-negative
 * 31-bit integers. While it holds most VMs of a cluster it is a column over all VM ids: a quarter of a hash table's
 * size, so it stays in the cache longest. For few of a cluster's VMs, where a column would be mostly empty, it is a
 * hash table with open addressing and linear probing. A `Map` takes several times the memory and, at a million VMs,
 * most of the time of an operation.
 */
export class VmIndex {
  /** The hash table holds 2^bits pairs of VM and value. */
  #bits = SMALLEST_BITS;
  /** Those pairs, or the column: by VM its value. FREE marks an empty entry. */
  #entries = freeEntries(SMALLEST_BITS);
  #size = 0;

  /** The value of `vm`, or `NO_PLACE`. */
  get(vm: number): number {
    const entries = this.#entries;
    if (this.#bits === COLUMN) return vm >= 0 && vm < entries.length ? (entries[vm] ?? NO_PLACE) : NO_PLACE;
    const at = this.#find(vm);
    return entries[at] === FREE ? NO_PLACE : entries[at + 1];
  }

  set(vm: number, value: number): void {
    if (this.#bits === COLUMN && vm >= this.#entries.length) this.#widen(vm);
    if (this.#bits === COLUMN) {
      if (this.#entries[vm] === FREE) this.#size++;
      this.#entries[vm] = value;
      return;
    }
    const at = this.#find(vm);
    if (this.#entries[at] === vm) {
      this.#entries[at + 1] = value;
      return;
    }
    // Stays at most half full, to keep probes short.
    if (4 * (this.#size + 1) > this.#entries.length) {
      this.#grow();
      this.set(vm, value);
      return;
    }
    this.#size++;
    this.#entries[at] = vm;
    this.#entries[at + 1] = value;
  }

  /** Removes `vm` if it is in the index. */
  delete(vm: number): void {
    const entries = this.#entries;
    const at = this.#bits === COLUMN ? vm : this.#find(vm);
    if (at >= entries.length || entries[at] === FREE) return;
    this.#size--;
    if (this.#bits === COLUMN) entries[at] = FREE;
    else this.#close(at);
  }

  /** Empties an entry of the hash table and closes the gap in its probe sequence, so that no tombstones accumulate. */
  #close(from: number): void {
    const entries = this.#entries;
    const mask = entries.length - 1;
    let hole = from;
    for (let at = (hole + 2) & mask; entries[at] !== FREE; at = (at + 2) & mask) {
      const probed = (at - this.#home(entries[at])) & mask;
      if (probed >= ((at - hole) & mask)) {
        entries[hole] = entries[at];
        entries[hole + 1] = entries[at + 1];
        hole = at;
      }
    }
    entries[hole] = FREE;
  }

  /** The first entry that a search for `vm` in the hash table probes. */
  #home(vm: number): number {
    return (Math.imul(vm, GOLDEN) >>> (32 - this.#bits)) << 1;
  }

  /** The entry of `vm`, or the free entry to insert it at. */
  #find(vm: number): number {
    const entries = this.#entries;
    const mask = entries.length - 1;
    let at = this.#home(vm);
    while (entries[at] !== vm && entries[at] !== FREE) at = (at + 2) & mask;
    return at;
  }

  /** Doubles the hash table, or turns it into a column if its VM ids are dense enough. */
  #grow(): void {
    const entries = this.#entries;
    let largest = FREE;
    for (let i = 0; i < entries.length; i += 2) largest = Math.max(largest, entries[i]);
    if (largest < COLUMN_SPREAD * this.#size) this.#becomeColumn(Math.max(2 * this.#size, largest + 1));
    else this.#becomeTable(this.#bits + 1);
    this.#size = 0;
    for (let i = 0; i < entries.length; i += 2) if (entries[i] !== FREE) this.set(entries[i], entries[i + 1]);
  }

  /** Lengthens the column for `vm`, or turns it into a hash table if the column would be too sparse. */
  #widen(vm: number): void {
    const column = this.#entries;
    if (vm < COLUMN_SPREAD * (this.#size + 1)) {
      this.#becomeColumn(Math.max(vm + 1, Math.min(2 * column.length, COLUMN_SPREAD * this.#size)));
      this.#entries.set(column);
      return;
    }
    // Room for twice the VMs, so that the index does not switch back soon.
    this.#becomeTable(Math.max(SMALLEST_BITS, Math.ceil(Math.log2(4 * this.#size + 1))));
    this.#size = 0;
    for (let at = 0; at < column.length; at++) if (column[at] !== FREE) this.set(at, column[at]);
  }

  #becomeColumn(length: number): void {
    this.#bits = COLUMN;
    this.#entries = new Int32Array(length).fill(FREE);
  }

  #becomeTable(bits: number): void {
    this.#bits = bits;
    this.#entries = freeEntries(bits);
  }
}

function freeEntries(bits: number): Int32Array {
  return new Int32Array(2 << bits).fill(FREE);
}

/** In place of where a VM is: it is not in the index. */
export const NO_PLACE = -1;
const FREE = -1;
const SMALLEST_BITS = 3;
/** In place of the bits of a hash table: there is a column. */
const COLUMN = 0;
/**
 * 2^32 divided by the golden ratio: spreads VMs numbered one after another, or by any stride, evenly over the table.
 */
const GOLDEN = 0x9e37_79b1;

/**
 * Integers of a column for each VM in it, at the most: what a hash table has at the least, so that a column never needs
 * more memory.
 */
const COLUMN_SPREAD = 4;

/**
 * Where each VM of a tree is, or of trees that share an index: a map from non-negative 32-bit integers to non-negative
 * 32-bit integers. Where most VMs of a cluster are in it, it is a column over all VM ids, which is a quarter of a hash
 * table and the last to drop out of the processor's cache. For a tree that holds few of a cluster's VMs a column would
 * be megabytes of nothing: that is a hash table, by open addressing with linear probing; a `Map` costs several times the
 * memory and, at a million VMs, most of the time of an operation.
 */
export class VmIndex {
  /** The hash table has room for 2^bits pairs of VM and value. */
  #bits = SMALLEST_BITS;
  /** Those pairs, or by VM what it maps to; FREE where there is nothing. */
  #entries = freeEntries(SMALLEST_BITS);
  #size = 0;

  /** Returns what `vm` maps to, or `NO_PLACE`. */
  get(vm: number): number {
    const entries = this.#entries;
    // A number that is no VM (-1, 1.5) has no entry.
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
    // At most half full, which keeps probes short.
    if (4 * (this.#size + 1) > this.#entries.length) {
      this.#grow();
      this.set(vm, value);
      return;
    }
    this.#size++;
    this.#entries[at] = vm;
    this.#entries[at + 1] = value;
  }

  /** Removes `vm`, if there. */
  delete(vm: number): void {
    const entries = this.#entries;
    const at = this.#bits === COLUMN ? vm : this.#find(vm);
    if (at >= entries.length || entries[at] === FREE) return;
    this.#size--;
    if (this.#bits === COLUMN) entries[at] = FREE;
    else this.#close(at);
  }

  /** Empties an entry of the hash table, and moves up what its absence would hide, so that no tombstones pile up. */
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

  /** Where the search for `vm` in the hash table begins. */
  #home(vm: number): number {
    return (Math.imul(vm, GOLDEN) >>> (32 - this.#bits)) << 1;
  }

  /** The entry of `vm`, or the free one where it belongs. */
  #find(vm: number): number {
    const entries = this.#entries;
    const mask = entries.length - 1;
    let at = this.#home(vm);
    while (entries[at] !== vm && entries[at] !== FREE) at = (at + 2) & mask;
    return at;
  }

  /** Makes the hash table twice as large, or a column if its VMs are numbered closely enough. */
  #grow(): void {
    const entries = this.#entries;
    let largest = FREE;
    for (let i = 0; i < entries.length; i += 2) largest = Math.max(largest, entries[i]);
    if (largest < COLUMN_SPREAD * this.#size) this.#becomeColumn(Math.max(2 * this.#size, largest + 1));
    else this.#becomeTable(this.#bits + 1);
    this.#size = 0;
    for (let i = 0; i < entries.length; i += 2) if (entries[i] !== FREE) this.set(entries[i], entries[i + 1]);
  }

  /** Makes room for a VM beyond the column, or a hash table where a column would be too long for what is in it. */
  #widen(vm: number): void {
    const column = this.#entries;
    if (vm < COLUMN_SPREAD * (this.#size + 1)) {
      this.#becomeColumn(Math.max(vm + 1, Math.min(2 * column.length, COLUMN_SPREAD * this.#size)));
      this.#entries.set(column);
      return;
    }
    // With room for as many VMs again, so that it is long until there may be a column once more.
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

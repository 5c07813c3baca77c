const FREE = -1;
const SMALLEST_BITS = 3;
/**
 * 2^32 divided by the golden ratio: spreads VMs numbered one after another, or by any stride, evenly over the table.
 */
const GOLDEN = 0x9e37_79b1;

/**
 * Where each VM of a tree is: a map from non-negative 32-bit integers to 32-bit integers, by open addressing with
 * linear probing. A tree holds few of a cluster's VMs, so a column over all VM ids would cost each of thousands of
 * trees megabytes; a `Map` costs several times the memory and, at a million VMs, most of the time of an operation.
 */
export class VmIndex {
  /** The table has room for 2^bits pairs of VM and value. */
  #bits = SMALLEST_BITS;
  #entries = freeEntries(SMALLEST_BITS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Returns what `vm` maps to, or -1. */
  get(vm: number): number {
    const at = this.#find(vm);
    return this.#entries[at] === FREE ? -1 : this.#entries[at + 1];
  }

  set(vm: number, value: number): void {
    let at = this.#find(vm);
    if (this.#entries[at] === FREE) {
      // At most half full, which keeps probes short.
      if (4 * ++this.#size > this.#entries.length) {
        this.#grow();
        at = this.#find(vm);
      }
      this.#entries[at] = vm;
    }
    this.#entries[at + 1] = value;
  }

  /** Removes `vm`, if there, and moves up what its absence would hide, so that no tombstones pile up. */
  delete(vm: number): void {
    const entries = this.#entries;
    const mask = entries.length - 1;
    let hole = this.#find(vm);
    if (entries[hole] === FREE) return;
    for (let at = (hole + 2) & mask; entries[at] !== FREE; at = (at + 2) & mask) {
      const probed = (at - this.#home(entries[at])) & mask;
      if (probed >= ((at - hole) & mask)) {
        entries[hole] = entries[at];
        entries[hole + 1] = entries[at + 1];
        hole = at;
      }
    }
    entries[hole] = FREE;
    this.#size--;
  }

  /** Where the search for `vm` begins. */
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

  #grow(): void {
    const entries = this.#entries;
    this.#entries = freeEntries(++this.#bits);
    for (let i = 0; i < entries.length; i += 2) {
      if (entries[i] === FREE) continue;
      const at = this.#find(entries[i]);
      this.#entries[at] = entries[i];
      this.#entries[at + 1] = entries[i + 1];
    }
  }
}

function freeEntries(bits: number): Int32Array {
  return new Int32Array(2 << bits).fill(FREE);
}

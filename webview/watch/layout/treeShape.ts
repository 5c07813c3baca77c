import { NOWHERE } from '../model/codes';

/** Who is below whom at one moment, in lists that are filled in place. The top, above all VMs, has the index `vms`. */
export class TreeShape {
  /** VMs of the tree, breadth first, those below one VM in the order of their slots. */
  readonly order: Int32Array;
  /** Length of `order`. */
  count = 0;
  /** Edges from the first level. Only of VMs in `order`. */
  readonly depth: Int16Array;
  /** The VM above; `vms` for the top. */
  readonly above: Int32Array;
  /** First VM below, and the next one below the same VM; −1 for none. */
  readonly firstBelow: Int32Array;
  readonly next: Int32Array;
  /** Where `order` has the first VM of each level; one more entry, `count`. */
  readonly levels: number[] = [0];

  readonly #lastBelow: Int32Array;

  constructor(readonly vms: number) {
    this.order = new Int32Array(vms);
    this.depth = new Int16Array(vms + 1);
    this.above = new Int32Array(vms);
    this.firstBelow = new Int32Array(vms + 1);
    this.next = new Int32Array(vms);
    this.#lastBelow = new Int32Array(vms + 1);
  }

  /** @param upstream the VM above; anything that is not the index of a VM in the tree, but −4, is the top */
  read(upstream: Int32Array, slot: Int32Array): void {
    this.firstBelow.fill(-1);
    this.next.fill(-1);
    for (let vm = 0; vm < this.vms; vm++) {
      if (upstream[vm] === NOWHERE) continue;
      const above = upstream[vm] >= 0 && upstream[upstream[vm]] !== NOWHERE ? upstream[vm] : this.vms;
      this.above[vm] = above;
      this.#add(above, vm, slot);
    }
    this.#walk();
  }

  #add(above: number, vm: number, slot: Int32Array): void {
    const first = this.firstBelow[above];
    const last = this.#lastBelow[above];
    if (first < 0) {
      this.firstBelow[above] = vm;
      this.#lastBelow[above] = vm;
    } else if (slot[vm] >= slot[last]) {
      this.next[last] = vm;
      this.#lastBelow[above] = vm;
    } else if (slot[vm] < slot[first]) {
      this.next[vm] = first;
      this.firstBelow[above] = vm;
    } else {
      let before = first;
      while (slot[this.next[before]] <= slot[vm]) before = this.next[before];
      this.next[vm] = this.next[before];
      this.next[before] = vm;
    }
  }

  #walk(): void {
    this.count = 0;
    this.levels.length = 1;
    this.depth[this.vms] = -1;
    this.#enter(this.vms);
    for (let at = 0; at < this.count; at++) {
      if (at === this.levels[this.levels.length - 1]) this.levels.push(this.count);
      this.#enter(this.order[at]);
    }
  }

  #enter(above: number): void {
    for (let vm = this.firstBelow[above]; vm >= 0; vm = this.next[vm]) {
      this.depth[vm] = this.depth[above] + 1;
      this.order[this.count++] = vm;
    }
  }

  /** Number of levels. */
  get height(): number {
    return this.levels.length - 1;
  }

  sizeOf(level: number): number {
    return this.levels[level + 1] - this.levels[level];
  }
}

import { Changes } from './changes';
import { FunctionTree, type FunctionTreeObserver, isVm, NO_VM, notInTree } from './functionTree';
import type { SharedByTrees } from './shared';
import { NO_PLACE, VmIndex } from './vmIndex';

/**
 * A complete function tree of any fan-out: every level is full except the last, which is filled from the left. No tree
 * of the same fan-out is shallower.
 *
 * The paper's rotations apply to fan-out 2 only. Here the last VM, breadth first, takes the place of a deleted VM. The
 * last place must become empty and the deleted VM's downstream VMs need a new upstream anyway, so with fan-out 2 or
 * more no rule that keeps the tree complete re-parents fewer VMs: at most fan-out + 1, and one for a deleted leaf. With
 * fan-out 1 the tree is a chain, and two VMs are re-parented. `insert` and `delete` take O(1), plus O(fan-out) with an
 * observer; `depthOf` takes O(log n).
 */
export class CompleteTree extends FunctionTree {
  /** VMs breadth first; the children of position p start at p · fanOut + 1. */
  #order = new Int32Array(8);
  readonly #positionByVm: VmIndex;
  /** Whether `#positionByVm` also holds the VMs of other trees. */
  readonly #amongOthers: boolean;
  readonly #changes: Changes | undefined;
  #size = 0;

  constructor(fanOut: number, observer?: FunctionTreeObserver, shared?: SharedByTrees) {
    super(fanOut, observer);
    this.#positionByVm = shared?.placeByVm ?? new VmIndex();
    this.#amongOthers = shared !== undefined;
    this.#changes = shared?.changes ?? (observer && new Changes(observer));
  }

  get size(): number {
    return this.#size;
  }

  get root(): number {
    return this.#at(0);
  }

  get levels(): number {
    return this.size === 0 ? 0 : this.#depth(this.size - 1) + 1;
  }

  has(vm: number): boolean {
    return isVm(vm) && this.#positionOf(vm) !== NO_PLACE;
  }

  upstreamOf(vm: number): number {
    return this.#at(this.#above(this.#find(vm)));
  }

  slotOf(vm: number): number {
    const position = this.#find(vm);
    return position === 0 ? 0 : (position - 1) % this.fanOut;
  }

  depthOf(vm: number): number {
    return this.#depth(this.#find(vm));
  }

  override *[Symbol.iterator](): IterableIterator<number> {
    for (let position = 0; position < this.size; position++) yield this.#order[position];
  }

  protected attach(vm: number): number {
    const position = this.size;
    if (position === this.#order.length) {
      const larger = new Int32Array(2 * position);
      larger.set(this.#order);
      this.#order = larger;
    }
    this.#size++;
    this.#place(vm, position);
    return this.#at(this.#above(position));
  }

  delete(vm: number): void {
    const position = this.#find(vm);
    const last = this.size - 1;
    const successor = position === last ? NO_VM : this.#order[last];
    if (this.#changes) this.#note(position, last);
    this.#positionByVm.delete(vm);
    this.#size--;
    if (successor !== NO_VM) this.#place(successor, position);
    this.#changes?.report(vm, successor, this);
  }

  protected childSlots(vm: number): number[] {
    const first = this.#find(vm) * this.fanOut + 1;
    return Array.from({ length: this.fanOut }, (_, slot) => this.#at(first + slot));
  }

  #positionOf(vm: number): number {
    const position = this.#positionByVm.get(vm);
    return this.#amongOthers && position !== NO_PLACE && this.#at(position) !== vm ? NO_PLACE : position;
  }

  #find(vm: number): number {
    if (!isVm(vm)) throw notInTree(vm);
    const position = this.#positionOf(vm);
    if (position === NO_PLACE) throw notInTree(vm);
    return position;
  }

  #at(position: number): number {
    return position >= 0 && position < this.size ? this.#order[position] : NO_VM;
  }

  #above(position: number): number {
    return Math.floor((position - 1) / this.fanOut);
  }

  #depth(position: number): number {
    if (this.fanOut === 1) return position;
    let depth = 0;
    for (let at = position; at > 0; at = this.#above(at)) depth++;
    return depth;
  }

  #place(vm: number, position: number): void {
    this.#order[position] = vm;
    this.#positionByVm.set(vm, position);
  }

  /** Notes the upstream of every VM that may be re-parented when the last VM takes the place at `position`. */
  #note(position: number, last: number): void {
    const first = position * this.fanOut + 1;
    // The last VM is noted first; it may be one of the children.
    const end = Math.min(first + this.fanOut, last);
    if (position !== last) this.#changes!.noteFirst(this.#order[last], this.#at(this.#above(last)));
    for (let at = first; at < end; at++) this.#changes!.noteFirst(this.#order[at], this.#order[position]);
  }
}

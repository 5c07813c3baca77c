import { Changes } from './changes';
import { FunctionTree, type FunctionTreeObserver, isVm, NO_VM, notInTree } from './functionTree';
import { EMPTY, join, LEAF, leafDistance, levelsOf, type Shape } from './shape';
import type { SharedByTrees } from './shared';
import { TakenPlaces } from './takenPlaces';
import { NO_PLACE, VmIndex } from './vmIndex';

// Places are numbered as in a binary heap: the children of place p are 2p and 2p + 1. No links are stored, and a walk
// up computes the next place without a memory access.
const ROOT = 1;
/** The place above the root. It holds `NO_VM`, so the root's upstream needs no special case. */
const REGISTRY = 0;

const above = (place: number): number => place >> 1;

/** The sibling of a place. */
const siblingOf = (place: number): number => place ^ 1;

/** The child of `place` on the same side as `place` itself; its sibling is the inner child. */
const outerBelow = (place: number): number => 2 * place + (place & 1);

/**
 * The paper's function tree: binary and balanced, so the levels of a VM's two subtrees differ by at most one.
 *
 * The first leaf, breadth first, of a deleted VM's subtree takes its place; the place of a deleted leaf becomes empty.
 * Then every unbalanced subtree on the way up is rotated. An inserted VM takes the first free place, breadth first,
 * which never unbalances the tree.
 *
 * No rotation makes a subtree higher, and a row is added only when every place is taken, so there are at most about
 * twice as many places as the largest number of VMs. `insert` takes O(log n) and usually looks at a few places. So does
 * `delete`, except that a rotation moves the VMs of a subtree one by one. Expensive rotations are rare: a subtree of h
 * levels becomes unbalanced only after 2^(h-3) of its places above its last row are empty. Random deletions move about
 * one VM each; worst-case sequences about log n.
 */
export class BalancedTree extends FunctionTree {
  /** By place: its VM, or `NO_VM`. */
  #vms = new Int32Array(8).fill(NO_VM);
  /** By place: the shape of its subtree. Without the last row, whose places are leaves or empty. */
  #shapes = new Uint16Array(4).fill(EMPTY);
  /** The places of VMs and the registry. The first free place is always below a VM, which comes before it. */
  readonly #taken = new TakenPlaces();
  readonly #placeByVm: VmIndex;
  /** Whether `#placeByVm` also holds the VMs of other trees. */
  readonly #amongOthers: boolean;
  readonly #changes: Changes | undefined;
  #size = 0;

  constructor(observer?: FunctionTreeObserver, shared?: SharedByTrees) {
    super(2, observer);
    this.#placeByVm = shared?.placeByVm ?? new VmIndex();
    this.#amongOthers = shared !== undefined;
    this.#changes = shared?.changes ?? (observer && new Changes(observer));
    this.#taken.take(REGISTRY);
  }

  get size(): number {
    return this.#size;
  }

  get root(): number {
    return this.#vms[ROOT];
  }

  get levels(): number {
    return levelsOf(this.#shapes[ROOT]);
  }

  has(vm: number): boolean {
    return isVm(vm) && this.#placeOf(vm) !== NO_PLACE;
  }

  upstreamOf(vm: number): number {
    return this.#vms[above(this.#find(vm))];
  }

  slotOf(vm: number): number {
    const place = this.#find(vm);
    return place === ROOT ? 0 : place & 1;
  }

  depthOf(vm: number): number {
    return 31 - Math.clz32(this.#find(vm));
  }

  protected attach(vm: number): number {
    const place = this.#taken.firstFree;
    if (place === this.#vms.length) this.#addRow();
    this.#put(vm, place, LEAF);
    this.#size++;
    this.#settle(place);
    return this.#vms[above(place)];
  }

  delete(vm: number): void {
    const place = this.#find(vm);
    const leaf = this.#firstLeaf(place);
    let successor = NO_VM;
    this.#placeByVm.delete(vm);
    this.#size--;
    if (leaf !== place) {
      this.#note(2 * place);
      this.#note(2 * place + 1);
      this.#note(leaf);
      successor = this.#vms[leaf];
      this.#put(successor, place, this.#shapeAt(place));
    }
    this.#vacate(leaf);
    this.#settle(leaf);
    this.#changes?.report(vm, successor, this);
  }

  protected childSlots(vm: number): number[] {
    const place = this.#find(vm);
    if (this.#shapeAt(place) === LEAF) return [NO_VM, NO_VM];
    return [this.#vms[2 * place], this.#vms[2 * place + 1]];
  }

  #placeOf(vm: number): number {
    const place = this.#placeByVm.get(vm);
    // The check costs a cache miss at a million VMs, so a tree with an index of its own skips it.
    return this.#amongOthers && place !== NO_PLACE && this.#vms[place] !== vm ? NO_PLACE : place;
  }

  #find(vm: number): number {
    if (!isVm(vm)) throw notInTree(vm);
    const place = this.#placeOf(vm);
    if (place === NO_PLACE) throw notInTree(vm);
    return place;
  }

  /** The place of the first leaf, breadth first, of the subtree at `place`. */
  #firstLeaf(place: number): number {
    let at = place;
    for (let distance = leafDistance(this.#shapeAt(place)) - 1; distance >= 0; distance--) {
      at *= 2;
      if (leafDistance(this.#shapeAt(at)) !== distance) at++;
    }
    return at;
  }

  /** Restores balance and shapes above `changed`, whose shape changed, up to the first shape that stays the same. */
  #settle(changed: number): void {
    const shapes = this.#shapes;
    let at = changed;
    let shape = this.#shapeAt(at);
    let beside = this.#shapeAt(siblingOf(at));
    while (at !== ROOT) {
      // A subtree only loses levels, so the sibling is the one that may be too high.
      if (levelsOf(beside) - levelsOf(shape) > 1) {
        this.#rebalance(siblingOf(at));
        shape = this.#shapeAt(at);
        beside = this.#shapeAt(siblingOf(at));
      }
      shape = join(shape, beside);
      at = above(at);
      if (shapes[at] === shape) return;
      shapes[at] = shape;
      beside = shapes[siblingOf(at)];
    }
  }

  /** Rotates the subtree whose child at `heavy` is too high. */
  #rebalance(heavy: number): void {
    const head = above(heavy);
    const lowered = this.#vms[head];
    const outer = outerBelow(heavy);
    if (levelsOf(this.#shapeAt(siblingOf(outer))) > levelsOf(this.#shapeAt(outer))) this.#raise(siblingOf(outer));
    this.#raise(heavy);
    this.#changes?.rotated(lowered, this.#vms[head]);
  }

  /**
   * Rotates the VM at `place` into the place above. Keeps the shape there, so that `#settle` sees whether it changes.
   */
  #raise(place: number): void {
    const head = above(place);
    const beside = siblingOf(place);
    const outer = outerBelow(place);
    const inner = siblingOf(outer);
    this.#note(place);
    this.#note(head);
    this.#note(inner);
    const lowered = join(this.#shapeAt(inner), this.#shapeAt(beside));
    this.#moveSubtree(beside, outerBelow(beside));
    this.#moveSubtree(inner, siblingOf(outerBelow(beside)));
    this.#put(this.#vms[head], beside, lowered);
    this.#put(this.#vms[place], head, this.#shapes[head]);
    this.#vacate(place);
    this.#moveSubtree(outer, place);
  }

  /** Moves a subtree to places that are empty or its own. */
  #moveSubtree(from: number, to: number): void {
    const levels = levelsOf(this.#shapeAt(from));
    if (to < from) for (let row = 0; row < levels; row++) this.#moveRow(from << row, to << row, 1 << row);
    // Downwards, the last row moves first to free its places for the row above.
    else for (let row = levels - 1; row >= 0; row--) this.#moveRow(from << row, to << row, 1 << row);
  }

  /** Moves the VMs of one row of a subtree, whose places are consecutive. */
  #moveRow(from: number, to: number, length: number): void {
    for (let i = 0; i < length; i++) {
      const vm = this.#vms[from + i];
      if (vm === NO_VM) continue;
      this.#put(vm, to + i, this.#shapeAt(from + i));
      this.#vacate(from + i);
    }
  }

  #put(vm: number, place: number, shape: Shape): void {
    this.#vms[place] = vm;
    if (place < this.#shapes.length) this.#shapes[place] = shape;
    this.#taken.take(place);
    this.#placeByVm.set(vm, place);
  }

  #vacate(place: number): void {
    this.#vms[place] = NO_VM;
    if (place < this.#shapes.length) this.#shapes[place] = EMPTY;
    this.#taken.free(place);
  }

  /** The shape of the subtree at `place`, which may be in the last row or below it. */
  #shapeAt(place: number): Shape {
    if (place < this.#shapes.length) return this.#shapes[place];
    return this.#taken.has(place) ? LEAF : EMPTY;
  }

  /** Notes the upstream of the VM at `place`, if any, before an operation may change it. */
  #note(place: number): void {
    if (this.#changes && this.#shapeAt(place) !== EMPTY) this.#changes.note(this.#vms[place], this.#vms[above(place)]);
  }

  /** Adds a row, when all places are taken. */
  #addRow(): void {
    const places = 2 * this.#vms.length;
    const vms = new Int32Array(places).fill(NO_VM);
    vms.set(this.#vms);
    this.#vms = vms;
    const shapes = new Uint16Array(places / 2).fill(EMPTY);
    shapes.set(this.#shapes);
    shapes.fill(LEAF, places / 4);
    this.#shapes = shapes;
  }
}

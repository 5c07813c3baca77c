import { Changes } from './changes';
import { FunctionTree, type FunctionTreeObserver, isVm, NO_VM, notInTree } from './functionTree';
import { EMPTY, join, LEAF, leafDistance, levelsOf, type Shape } from './shape';
import type { SharedByTrees } from './shared';
import { TakenPlaces } from './takenPlaces';
import { NO_PLACE, VmIndex } from './vmIndex';

// Places are numbered as in a heap: below place p are 2p and 2p + 1, and the rows of the tree, from left to right, follow
// one another. So there are no links to keep, and a walk up need not wait for memory to know where it goes next.
const ROOT = 1;
/** Above the root, so that the root's upstream, which is no VM, is found like everyone's. */
const REGISTRY = 0;

const above = (place: number): number => place >> 1;

/** The other place below the same one. */
const twin = (place: number): number => place ^ 1;

/** The place below `place` that is on the side on which `place` itself is; its twin is the inner one. */
const outerBelow = (place: number): number => 2 * place + (place & 1);

/**
 * The paper's function tree: binary, and balanced in that the levels of a VM's two subtrees differ by one at most.
 *
 * A deleted VM gives its place to the first leaf, breadth first, of its subtree; a leaf gives it to nobody. Then every
 * subtree out of balance on the way up is rotated. An inserted VM takes the first free place, breadth first, and that
 * never puts anything out of balance.
 *
 * No rotation makes a subtree higher, and a row is added only when every place is taken; so there are never more than
 * about twice as many places as there were VMs at some time. `insert` takes O(log n), and mostly looks at a few places.
 * So does `delete`, but a rotation moves the VMs of a subtree one by one. That is rare where it is dear: a subtree of h
 * levels gets out of balance only once 2^(h-3) of its places above its last row are empty. Deletions at random move
 * about one VM each, and those that always strike where most have to move about log n.
 */
export class BalancedTree extends FunctionTree {
  /** By place: the VM there, or `NO_VM`. */
  #vms = new Int32Array(8).fill(NO_VM);
  /** By place but those of the last row, where there are leaves and nothing: what the subtree there looks like. */
  #shapes = new Uint16Array(4).fill(EMPTY);
  /** Where there are VMs, and the registry. The first free place is below a VM, as that comes before it. */
  readonly #taken = new TakenPlaces();
  readonly #placeByVm: VmIndex;
  /** Whether `#placeByVm` tells of the VMs of other trees too. */
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
    // A tree of its own index need not look: at a million VMs it would wait for memory.
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

  /** Brings balance and shapes above `changed`, whose shape has changed, up to date until a shape stays as it was. */
  #settle(changed: number): void {
    const shapes = this.#shapes;
    let at = changed;
    let shape = this.#shapeAt(at);
    let beside = this.#shapeAt(twin(at));
    while (at !== ROOT) {
      // Only what has lost levels upsets the balance, so it is never `at` that is too high.
      if (levelsOf(beside) - levelsOf(shape) > 1) {
        this.#rebalance(twin(at));
        shape = this.#shapeAt(at);
        beside = this.#shapeAt(twin(at));
      }
      shape = join(shape, beside);
      at = above(at);
      if (shapes[at] === shape) return;
      shapes[at] = shape;
      beside = shapes[twin(at)];
    }
  }

  /** Rotates the subtree of which the part at `heavy` is too high. */
  #rebalance(heavy: number): void {
    const head = above(heavy);
    const lowered = this.#vms[head];
    const outer = outerBelow(heavy);
    if (levelsOf(this.#shapeAt(twin(outer))) > levelsOf(this.#shapeAt(outer))) this.#raise(twin(outer));
    this.#raise(heavy);
    this.#changes?.rotated(lowered, this.#vms[head]);
  }

  /** Rotates the VM at `place` into the place above. The shape there stays, for `#settle` to see whether it changes. */
  #raise(place: number): void {
    const head = above(place);
    const beside = twin(place);
    const outer = outerBelow(place);
    const inner = twin(outer);
    this.#note(place);
    this.#note(head);
    this.#note(inner);
    const lowered = join(this.#shapeAt(inner), this.#shapeAt(beside));
    this.#moveSubtree(beside, outerBelow(beside));
    this.#moveSubtree(inner, twin(outerBelow(beside)));
    this.#put(this.#vms[head], beside, lowered);
    this.#put(this.#vms[place], head, this.#shapes[head]);
    this.#vacate(place);
    this.#moveSubtree(outer, place);
  }

  /** Moves a subtree to where there is nobody, or nobody but those of the subtree itself. */
  #moveSubtree(from: number, to: number): void {
    const levels = levelsOf(this.#shapeAt(from));
    if (to < from) for (let row = 0; row < levels; row++) this.#moveRow(from << row, to << row, 1 << row);
    // On the way down the last row goes first, to leave its places to the one above.
    else for (let row = levels - 1; row >= 0; row--) this.#moveRow(from << row, to << row, 1 << row);
  }

  /** Moves the VMs of one row of a subtree, whose places follow one another. */
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

  /** The shape of the subtree at `place`, which may be below the last row. */
  #shapeAt(place: number): Shape {
    if (place < this.#shapes.length) return this.#shapes[place];
    return this.#taken.has(place) ? LEAF : EMPTY;
  }

  /** Remembers the upstream of the VM at `place`, if there is one, before an operation may change it. */
  #note(place: number): void {
    if (this.#changes && this.#shapeAt(place) !== EMPTY) this.#changes.note(this.#vms[place], this.#vms[above(place)]);
  }

  /** Makes places below the last row, all there were being taken. */
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

import { Changes } from './changes';
import { FunctionTree, type FunctionTreeObserver, NO_VM, notInTree } from './functionTree';
import { EMPTY, join, LEAF, levelsOf, type Shape, sideOfLeaf, sideOfSlot } from './shape';
import { VmIndex } from './vmIndex';

// A node is a run of eight integers in one array, so that a visit costs one cache line, and is named by the place where
// it begins.
const VM = 0;
/** Where the node is linked from: the place of its upstream's LEFT or RIGHT. */
const LINK = 1;
const LEFT = 2;
const RIGHT = 3;
/**
 * Added to a link: the shape of the subtree there. Kept with the parent, as going up or down then reads no siblings.
 */
const SHAPE = 2;
const NODE_SIZE = 8;

/**
 * The registry is a node above the root, its left child. So the root has an upstream like everyone, and no case of its
 * own.
 */
const REGISTRY = 0;
/** No node has the registry as a child. */
const NONE = REGISTRY;
const ROOT = REGISTRY + LEFT;

/** The node that has `link` as its LEFT or RIGHT. */
const nodeOf = (link: number): number => link & -NODE_SIZE;

/** The other link of the same node. */
const twin = (link: number): number => link ^ 1;

/**
 * The paper's function tree: binary, and balanced in that the levels of a VM's two subtrees differ by one at most.
 *
 * A deleted leaf is cut off; a VM with one child gives its place to that child; a VM with two gives it to the first
 * leaf, breadth first, of its subtree. Then every subtree out of balance on the way up is rotated. `insert` and
 * `delete` take O(log n): each node knows on which side the shallowest free slot is, and on which the shallowest leaf.
 */
export class BalancedTree extends FunctionTree {
  #nodes = emptyNodes(8);
  /** Where the next node begins that has never been used. */
  #fresh = NODE_SIZE;
  /** Head of the list of nodes that are free again, linked by LINK. */
  #recycled = NONE;
  readonly #nodeByVm = new VmIndex();
  readonly #changes: Changes | undefined;

  constructor(observer?: FunctionTreeObserver, changes = observer && new Changes(observer)) {
    super(2, observer);
    this.#changes = changes;
  }

  get size(): number {
    return this.#nodeByVm.size;
  }

  get root(): number {
    return this.#nodes[this.#nodes[ROOT] + VM];
  }

  get levels(): number {
    return levelsOf(this.#nodes[ROOT + SHAPE]);
  }

  has(vm: number): boolean {
    return this.#nodeByVm.get(vm) !== NO_VM;
  }

  upstreamOf(vm: number): number {
    return this.#vmAbove(this.#find(vm));
  }

  depthOf(vm: number): number {
    let depth = 0;
    for (let link = this.#nodes[this.#find(vm) + LINK]; link !== ROOT; link = this.#nodes[nodeOf(link) + LINK]) depth++;
    return depth;
  }

  protected attach(vm: number): number {
    const node = this.#allocate(vm);
    const nodes = this.#nodes;
    let link = ROOT;
    for (let at = nodes[link]; at !== NONE; at = nodes[link]) {
      link = at + LEFT + sideOfSlot(nodes[at + LEFT + SHAPE], nodes[at + RIGHT + SHAPE]);
    }
    this.#set(link, node, LEAF);
    this.#settle(nodeOf(link));
    return nodes[nodeOf(link) + VM];
  }

  delete(vm: number): void {
    const nodes = this.#nodes;
    const node = this.#find(vm);
    const left = nodes[node + LEFT];
    const right = nodes[node + RIGHT];
    this.#note(left);
    this.#note(right);
    this.#nodeByVm.delete(vm);
    let successor: number;
    if (left === NONE || right === NONE) {
      // The registry's VM, which is none, where there is no child either.
      successor = nodes[(left === NONE ? right : left) + VM];
      this.#cutOut(node);
    } else {
      const leaf = this.#shallowestLeaf(node);
      this.#note(leaf);
      successor = nodes[leaf + VM];
      nodes[node + VM] = successor;
      this.#nodeByVm.set(successor, node);
      this.#cutOut(leaf);
    }
    this.#changes?.report(vm, successor, this);
  }

  protected childSlots(vm: number): number[] {
    const node = this.#find(vm);
    return [this.#nodes[this.#nodes[node + LEFT] + VM], this.#nodes[this.#nodes[node + RIGHT] + VM]];
  }

  #find(vm: number): number {
    const node = this.#nodeByVm.get(vm);
    if (node === NO_VM) throw notInTree(vm);
    return node;
  }

  #vmAbove(node: number): number {
    return this.#nodes[nodeOf(this.#nodes[node + LINK]) + VM];
  }

  /** The first leaf, breadth first, of the subtree of `node`. */
  #shallowestLeaf(node: number): number {
    const nodes = this.#nodes;
    let at = node;
    for (;;) {
      const below = nodes[at + LEFT + sideOfLeaf(nodes[at + LEFT + SHAPE], nodes[at + RIGHT + SHAPE])];
      if (below === NONE) return at;
      at = below;
    }
  }

  #set(link: number, node: number, shape: Shape): void {
    this.#nodes[link] = node;
    this.#nodes[link + SHAPE] = shape;
    if (node !== NONE) this.#nodes[node + LINK] = link;
  }

  /** Removes a node that has one child at most, and lets that child have its place. */
  #cutOut(node: number): void {
    const nodes = this.#nodes;
    const link = nodes[node + LINK];
    const child = nodes[node + LEFT] === NONE ? node + RIGHT : node + LEFT;
    this.#set(link, nodes[child], nodes[child + SHAPE]);
    nodes[node + LINK] = this.#recycled;
    this.#recycled = node;
    this.#settle(nodeOf(link));
  }

  /**
   * Brings balance and shapes up to date from `node`, below which something changed, upwards until a shape stays as it
   * was.
   */
  #settle(node: number): void {
    const nodes = this.#nodes;
    let at = node;
    while (at !== REGISTRY) {
      const link = nodes[at + LINK];
      const lean = levelsOf(nodes[at + LEFT + SHAPE]) - levelsOf(nodes[at + RIGHT + SHAPE]);
      if (lean > 1) at = this.#rebalance(at + LEFT);
      else if (lean < -1) at = this.#rebalance(at + RIGHT);
      const shape = join(nodes[at + LEFT + SHAPE], nodes[at + RIGHT + SHAPE]);
      if (nodes[link + SHAPE] === shape) return;
      nodes[link + SHAPE] = shape;
      at = nodeOf(link);
    }
  }

  /**
   * Rotates a node's subtree of which the part at `heavy`, a link of that node, is too high; returns the node at its
   * head now.
   */
  #rebalance(heavy: number): number {
    const nodes = this.#nodes;
    const node = nodeOf(heavy);
    const outer = nodes[heavy] + heavy - node;
    const inner = twin(outer);
    if (levelsOf(nodes[inner + SHAPE]) > levelsOf(nodes[outer + SHAPE])) this.#raise(inner);
    const head = this.#raise(heavy);
    this.#changes?.rotated(nodes[node + VM], nodes[head + VM]);
    return head;
  }

  /** Rotates the node at `link` into the place of the one above it, and returns it. */
  #raise(link: number): number {
    const nodes = this.#nodes;
    const raised = nodes[link];
    const lowered = nodeOf(link);
    const inner = twin(raised + link - lowered);
    this.#note(raised);
    this.#note(lowered);
    this.#note(nodes[inner]);
    const above = nodes[lowered + LINK];
    // The shape above stays as it was, for `#settle` to see whether it changes.
    this.#set(above, raised, nodes[above + SHAPE]);
    this.#set(link, nodes[inner], nodes[inner + SHAPE]);
    this.#set(inner, lowered, join(nodes[lowered + LEFT + SHAPE], nodes[lowered + RIGHT + SHAPE]));
    return raised;
  }

  /** Remembers the upstream of the VM at `node`, before an operation may change it. */
  #note(node: number): void {
    if (this.#changes && node !== NONE) this.#changes.note(this.#nodes[node + VM], this.#vmAbove(node));
  }

  /** A node for `vm` that is linked to nothing yet. */
  #allocate(vm: number): number {
    let node = this.#recycled;
    if (node !== NONE) {
      this.#recycled = this.#nodes[node + LINK];
    } else {
      node = this.#fresh;
      this.#fresh += NODE_SIZE;
      if (this.#fresh > this.#nodes.length) this.#nodes = grown(this.#nodes);
    }
    this.#nodes[node + VM] = vm;
    this.#set(node + LEFT, NONE, EMPTY);
    this.#set(node + RIGHT, NONE, EMPTY);
    this.#nodeByVm.set(vm, node);
    return node;
  }
}

/** Room for `count` nodes, of which the registry is one. */
function emptyNodes(count: number): Int32Array {
  const nodes = new Int32Array(count * NODE_SIZE);
  nodes[REGISTRY + VM] = NO_VM;
  nodes[ROOT + SHAPE] = EMPTY;
  return nodes;
}

function grown(nodes: Int32Array): Int32Array {
  const larger = new Int32Array(2 * nodes.length);
  larger.set(nodes);
  return larger;
}

import { type FunctionTree, type FunctionTreeObserver, functionTreesOf } from '../../functionTree';
import type { TreeLevels } from '../results/treeLevels';
import type { TreeRecorder } from '../results/treeRecorder';
import type { Replicas } from './replicas';

const NONE = -1;

/**
 * The FT manager (ATC'21 §3.2): a tree for each function that is on any VM. What stands in a tree is the replica of the
 * function's image on the VM, by its number: whoever has the one has the other, and nobody need be looked for.
 */
export class FunctionTrees implements FunctionTreeObserver {
  /** Told of each replica whose upstream changed by a deletion. */
  onReparent: (replica: number, now: number) => void = () => {};

  rotations = 0;
  reparentings = 0;

  /** By function. */
  readonly #trees: (FunctionTree | undefined)[];
  /** By function: levels of its tree, as there are many trees and a look at each waits for memory. */
  readonly #levelsOf: Int32Array;
  /** By function: the replica that is alone, or NONE. It is a tree without one: many are alone all their lives, and a tree would wait for memory. */
  readonly #alone: Int32Array;
  readonly #newTree: () => FunctionTree;
  /** Whether what is inserted was told of before. */
  #known = false;
  /** Time of the operation under way, for the observer's calls. */
  #now = 0;

  constructor(
    functions: number,
    fanOut: number,
    private readonly replicas: Replicas,
    private readonly levels: TreeLevels,
    private readonly recorder: TreeRecorder,
  ) {
    this.#trees = new Array(functions).fill(undefined);
    this.#levelsOf = new Int32Array(functions);
    this.#alone = new Int32Array(functions).fill(NONE);
    this.#newTree = functionTreesOf(fanOut, this);
  }

  insert(replica: number, now: number): void {
    const functionId = this.replicas.functionId[replica];
    this.#now = now;
    if (this.#levelsOf[functionId] === 0) {
      this.#alone[functionId] = replica;
      this.inserted(replica, NONE);
      this.#noteLevels(functionId, 1, now);
    } else {
      const tree = this.#treeOf(functionId);
      tree.insert(replica);
      this.#noteLevels(functionId, tree.levels, now);
    }
  }

  delete(replica: number, now: number): void {
    const functionId = this.replicas.functionId[replica];
    this.#now = now;
    let levels = 0;
    if (this.#alone[functionId] === replica) {
      this.#alone[functionId] = NONE;
      this.removed(replica, NONE);
    } else {
      const tree = this.#trees[functionId]!;
      tree.delete(replica);
      levels = tree.levels;
    }
    this.#noteLevels(functionId, levels, now);
  }

  /** The replica that this one is fetched from, or -1 for the registry. */
  upstreamOf(replica: number): number {
    const functionId = this.replicas.functionId[replica];
    return this.#alone[functionId] === replica ? NONE : this.#trees[functionId]!.upstreamOf(replica);
  }

  /** Edges between the replica, which is in its function's tree if there is one, and the root; 0 without a tree. */
  depthOf(replica: number): number {
    const functionId = this.replicas.functionId[replica];
    return this.#alone[functionId] === replica ? 0 : (this.#trees[functionId]?.depthOf(replica) ?? 0);
  }

  inserted(replica: number, upstream: number): void {
    if (!this.#known) this.recorder.inserted(replica, upstream, this.#now);
  }

  removed(replica: number, successor: number): void {
    this.recorder.removed(replica, successor, this.#now);
  }

  rotated(replica: number, raised: number): void {
    this.rotations++;
    this.recorder.rotated(replica, raised, this.#now);
  }

  reparented(replica: number, upstream: number): void {
    this.reparentings++;
    this.recorder.reparented(replica, upstream, this.#now);
    this.onReparent(replica, this.#now);
  }

  #noteLevels(functionId: number, after: number, now: number): void {
    const before = this.#levelsOf[functionId];
    if (before === after) return;
    this.#levelsOf[functionId] = after;
    this.levels.changed(before, after, now);
  }

  /** The function's tree. A replica that was alone stands in it from now on. */
  #treeOf(functionId: number): FunctionTree {
    this.#trees[functionId] ??= this.#newTree();
    const tree = this.#trees[functionId];
    const alone = this.#alone[functionId];
    if (alone === NONE) return tree;
    this.#alone[functionId] = NONE;
    this.#known = true;
    tree.insert(alone);
    this.#known = false;
    return tree;
  }
}

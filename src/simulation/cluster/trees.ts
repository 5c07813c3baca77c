import { type FunctionTree, type FunctionTreeObserver, functionTreesOf } from '../../functionTree';
import type { TreeLevels } from '../results/treeLevels';
import type { TreeRecorder } from '../results/treeRecorder';
import type { Replicas } from './replicas';

const NONE = -1;

/**
 * The FT manager (ATC'21 §3.2): one tree per function that is on any VM. A tree's members are replicas rather than VMs,
 * so finding one from the other takes no search.
 */
export class FunctionTrees implements FunctionTreeObserver {
  /** Called for each replica whose upstream was changed by a deletion. */
  onReparent: (replica: number, now: number) => void = () => {};

  rotations = 0;
  reparentings = 0;

  /** By function. */
  readonly #trees: (FunctionTree | undefined)[];
  /** By function: levels of its tree. Kept here because following the pointer to a tree costs a cache miss. */
  readonly #levelsOf: Int32Array;
  /**
   * By function: the replica that is alone, or NONE. It gets no tree object: many replicas are never joined by another.
   */
  readonly #alone: Int32Array;
  readonly #newTree: () => FunctionTree;
  /** Whether the current insertion was already recorded. */
  #known = false;
  /** Time of the current operation, for the observer's methods. */
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

  /** The replica that feeds this one, or -1 for the registry. */
  upstreamOf(replica: number): number {
    const functionId = this.replicas.functionId[replica];
    return this.#alone[functionId] === replica ? NONE : this.#trees[functionId]!.upstreamOf(replica);
  }

  /** The child slot of its upstream that the replica is in; 0 for the root. */
  slotOf(replica: number): number {
    const functionId = this.replicas.functionId[replica];
    return this.#alone[functionId] === replica ? 0 : this.#trees[functionId]!.slotOf(replica);
  }

  /** Edges between the replica and the root of its function's tree; 0 for a system without trees. */
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

  /** The function's tree. A replica that was alone joins it. */
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

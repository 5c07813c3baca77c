import { createFunctionTree, type FunctionTree, type FunctionTreeObserver } from '../../functionTree';
import type { TreeLevels } from '../results/treeLevels';
import { TreeLogWriter } from '../results/treeLogWriter';
import { TreeEvent, type TreeLog } from '../types';
import type { Copies } from './copies';

/** The FT manager (ATC'21 §3.2): a tree for each function that is on any VM, and a log of what happened to it. */
export class FunctionTrees implements FunctionTreeObserver {
  /** Told of each VM whose upstream changed by a deletion. */
  onReparent: (functionId: number, vm: number, now: number) => void = () => {};

  rotations = 0;
  reparentings = 0;

  readonly #trees = new Map<number, FunctionTree>();
  readonly #logs = new Map<number, TreeLogWriter>();
  /** Function and time of the operation under way, for the observer's calls. */
  #functionId = 0;
  #now = 0;

  constructor(
    private readonly fanOut: number,
    private readonly copies: Copies,
    private readonly levels: TreeLevels,
  ) {}

  insert(functionId: number, vm: number, now: number): void {
    let tree = this.#trees.get(functionId);
    if (!tree) {
      tree = createFunctionTree(this.fanOut, this);
      this.#trees.set(functionId, tree);
      this.#logs.set(functionId, new TreeLogWriter(functionId));
    }
    this.#functionId = functionId;
    this.#now = now;
    const before = tree.levels;
    tree.insert(vm);
    this.levels.changed(before, tree.levels, now);
  }

  delete(functionId: number, vm: number, now: number): void {
    const tree = this.#trees.get(functionId)!;
    this.#functionId = functionId;
    this.#now = now;
    const before = tree.levels;
    tree.delete(vm);
    this.levels.changed(before, tree.levels, now);
    if (tree.size === 0) this.#logs.get(functionId)!.emptied();
  }

  /** VM that `vm` fetches from, or -1 for the registry. */
  upstreamOf(functionId: number, vm: number): number {
    return this.#trees.get(functionId)!.upstreamOf(vm);
  }

  /** Edges between the VM, which is in its function's tree if there is one, and the root; 0 without a tree. */
  depthOf(functionId: number, vm: number): number {
    return this.#trees.get(functionId)?.depthOf(vm) ?? 0;
  }

  fetching(copy: number, upstream: number, now: number): void {
    this.#logOf(copy)?.add(now, TreeEvent.fetch, this.copies.vm[copy], upstream);
  }

  fetched(copy: number, now: number): void {
    this.#logOf(copy)?.add(now, TreeEvent.fetched, this.copies.vm[copy], this.copies.upstream[copy]);
  }

  started(copy: number, now: number): void {
    this.#logOf(copy)?.add(now, TreeEvent.started, this.copies.vm[copy], this.copies.upstream[copy]);
  }

  /** Logs of the functions whose trees had two VMs or more at any time. */
  logs(): TreeLog[] {
    const logs: TreeLog[] = [];
    for (const writer of this.#logs.values()) {
      const log = writer.finish();
      if (log) logs.push(log);
    }
    return logs;
  }

  inserted(vm: number, upstream: number): void {
    const log = this.#logs.get(this.#functionId)!;
    log.add(this.#now, TreeEvent.insert, vm, upstream);
    if (upstream >= 0) log.keep();
  }

  removed(vm: number, successor: number): void {
    this.#logs.get(this.#functionId)!.add(this.#now, TreeEvent.remove, vm, successor);
  }

  rotated(vm: number, raised: number): void {
    this.rotations++;
    this.#logs.get(this.#functionId)!.add(this.#now, TreeEvent.rotate, vm, raised);
  }

  reparented(vm: number, upstream: number): void {
    this.reparentings++;
    this.#logs.get(this.#functionId)!.add(this.#now, TreeEvent.reparent, vm, upstream);
    this.onReparent(this.#functionId, vm, this.#now);
  }

  #logOf(copy: number): TreeLogWriter | undefined {
    return this.#logs.get(this.copies.functionId[copy]);
  }
}

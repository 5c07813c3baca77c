import type { Replicas } from '../cluster/replicas';
import { TreeEvent } from '../types';
import type { FunctionWatch } from '../watch/functionWatch';
import type { TreeLogs } from './treeLogs';

/**
 * Records, by VM, the events of replicas in the trees of any system. An upstream is a replica, or -1 for the top of
 * the tree.
 */
export class TreeRecorder {
  /** By function: replicas in its tree. */
  readonly #members: Int32Array;

  constructor(
    functions: number,
    private readonly replicas: Replicas,
    private readonly logs: TreeLogs,
    private readonly watch: FunctionWatch | null,
  ) {
    this.#members = new Int32Array(functions);
  }

  inserted(replica: number, upstream: number, now: number): void {
    const functionId = this.replicas.functionId[replica];
    if (++this.#members[functionId] === 2) this.logs.keep(functionId);
    this.#write(functionId, now, TreeEvent.insert, replica, upstream);
    this.watch?.inserted(replica, upstream, now);
  }

  /** Call before recording the changes that follow from it. */
  removed(replica: number, successor: number, now: number): void {
    const functionId = this.replicas.functionId[replica];
    this.#write(functionId, now, TreeEvent.remove, replica, successor);
    this.watch?.removed(replica, successor, now);
    if (--this.#members[functionId] === 0) this.logs.emptied(functionId);
  }

  reparented(replica: number, upstream: number, now: number): void {
    this.#write(this.replicas.functionId[replica], now, TreeEvent.reparent, replica, upstream);
    this.watch?.reparented(replica, upstream, now);
  }

  rotated(replica: number, raised: number, now: number): void {
    this.#write(this.replicas.functionId[replica], now, TreeEvent.rotate, replica, raised);
    this.watch?.rotated(replica, raised, now);
  }

  fetching(replica: number, now: number): void {
    this.#passed(replica, now, TreeEvent.fetch);
  }

  fetched(replica: number, now: number): void {
    this.#passed(replica, now, TreeEvent.fetched);
  }

  started(replica: number, now: number): void {
    this.#passed(replica, now, TreeEvent.started);
  }

  /** Records the events of a replica if its function has a tree. */
  #passed(replica: number, now: number, kind: number): void {
    const functionId = this.replicas.functionId[replica];
    if (this.#members[functionId] === 0) return;
    this.logs.add(functionId, now, kind, this.replicas.vm[replica], this.replicas.upstream[replica]);
  }

  #write(functionId: number, now: number, kind: number, replica: number, other: number): void {
    const { vm } = this.replicas;
    this.logs.add(functionId, now, kind, vm[replica], other < 0 ? other : vm[other]);
  }
}

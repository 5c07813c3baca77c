import type { Copies } from '../cluster/copies';
import { TreeEvent } from '../types';
import type { TreeLogs } from './treeLogs';

/**
 * Writes down what happens to copies in the trees of their functions, by their VMs, whoever makes these trees. An upstream is a copy, or -1 for who stands
 * above the tree.
 */
export class TreeRecorder {
  /** By function: copies in its tree. */
  readonly #members: Int32Array;

  constructor(
    functions: number,
    private readonly copies: Copies,
    private readonly logs: TreeLogs,
  ) {
    this.#members = new Int32Array(functions);
  }

  inserted(copy: number, upstream: number, now: number): void {
    const functionId = this.copies.functionId[copy];
    if (++this.#members[functionId] === 2) this.logs.keep(functionId);
    this.#write(functionId, now, TreeEvent.insert, copy, upstream);
  }

  /** To be followed by what it leads to. */
  removed(copy: number, successor: number, now: number): void {
    const functionId = this.copies.functionId[copy];
    this.#write(functionId, now, TreeEvent.remove, copy, successor);
    if (--this.#members[functionId] === 0) this.logs.emptied(functionId);
  }

  reparented(copy: number, upstream: number, now: number): void {
    this.#write(this.copies.functionId[copy], now, TreeEvent.reparent, copy, upstream);
  }

  rotated(copy: number, raised: number, now: number): void {
    this.#write(this.copies.functionId[copy], now, TreeEvent.rotate, copy, raised);
  }

  fetching(copy: number, now: number): void {
    this.#passed(copy, now, TreeEvent.fetch);
  }

  fetched(copy: number, now: number): void {
    this.#passed(copy, now, TreeEvent.fetched);
  }

  started(copy: number, now: number): void {
    this.#passed(copy, now, TreeEvent.started);
  }

  /** What a copy goes through is written down if its function has a tree. */
  #passed(copy: number, now: number, kind: number): void {
    const functionId = this.copies.functionId[copy];
    if (this.#members[functionId] === 0) return;
    this.logs.add(functionId, now, kind, this.copies.vm[copy], this.copies.upstream[copy]);
  }

  #write(functionId: number, now: number, kind: number, copy: number, other: number): void {
    const { vm } = this.copies;
    this.logs.add(functionId, now, kind, vm[copy], other < 0 ? other : vm[other]);
  }
}

import { FunctionTreeError } from './errors';

/** In place of a VM: there is none. As an upstream it means the registry. */
export const NO_VM = -1;

const LARGEST_VM = 0x7fff_ffff;

/**
 * Told what an operation did, once it is done, so the tree may be read (not changed) from within. A deletion reports
 * `removed` first, then every rotation from the bottom up, then each VM whose upstream is another than before, once.
 */
export interface FunctionTreeObserver {
  /** `vm` joined, below `upstream` (`NO_VM`: as the root). */
  inserted?(vm: number, upstream: number): void;
  /** `vm` left; `successor` has its place now (`NO_VM`: nobody has). */
  removed?(vm: number, successor: number): void;
  /** The subtree of `vm` was rotated, and `raised` is at its head now. */
  rotated?(vm: number, raised: number): void;
  /** `vm` fetches from `upstream` now (`NO_VM`: as the root, from the registry). */
  reparented?(vm: number, upstream: number): void;
}

/**
 * The function tree (FT) of FaaSNet §3.2: who fetches a function's image from whom. The root VM reads the registry,
 * every other VM its upstream. VMs are integers from 0 to 2^31 - 1. A VM is inserted under the first one, breadth
 * first, that has a free child slot; so the tree is as shallow as it can be while it grows. What a deletion does is up
 * to the kind of tree; see `createFunctionTree`.
 *
 * Every method that takes a VM throws `FunctionTreeError` for one that is not in the tree (`insert`: for one that is),
 * and leaves the tree as it was.
 */
export abstract class FunctionTree implements Iterable<number> {
  constructor(
    /** Most VMs that one VM feeds. */
    readonly fanOut: number,
    protected readonly observer?: FunctionTreeObserver,
  ) {}

  /** VMs in the tree. */
  abstract get size(): number;

  /** The VM that reads the registry; `NO_VM` when the tree is empty. */
  abstract get root(): number;

  /** VMs on the longest path from the root; 0 when the tree is empty. */
  abstract get levels(): number;

  /** Edges on the longest path from the root; -1 when the tree is empty. */
  get height(): number {
    return this.levels - 1;
  }

  abstract has(vm: number): boolean;

  /** Adds `vm` and returns its upstream, `NO_VM` for the root. */
  insert(vm: number): number {
    if (!Number.isInteger(vm) || vm < 0 || vm > LARGEST_VM) {
      throw new FunctionTreeError('invalid-vm', `${vm} is no VM: a VM is an integer from 0 to ${LARGEST_VM}.`);
    }
    if (this.has(vm)) throw new FunctionTreeError('vm-already-in-tree', `VM ${vm} is in this function tree already.`);
    const upstream = this.attach(vm);
    this.observer?.inserted?.(vm, upstream);
    return upstream;
  }

  /** Takes `vm` out, because it was reclaimed or failed. */
  abstract delete(vm: number): void;

  /** The VM that `vm` fetches from; `NO_VM` for the root, which reads the registry. */
  abstract upstreamOf(vm: number): number;

  /** The VMs that fetch from `vm`, left to right. */
  downstreamOf(vm: number): number[] {
    return this.childSlots(vm).filter((child) => child !== NO_VM);
  }

  /** Edges between `vm` and the root. */
  abstract depthOf(vm: number): number;

  /** All VMs, breadth first. */
  *[Symbol.iterator](): IterableIterator<number> {
    let level = this.size > 0 ? [this.root] : [];
    while (level.length > 0) {
      yield* level;
      level = level.flatMap((vm) => this.downstreamOf(vm));
    }
  }

  /** The tree as `vm(left,right)`: a leaf is its VM alone, a missing child `-`, and so is an empty tree. */
  toString(): string {
    const text: string[] = [];
    const pending: (number | string)[] = [this.root];
    while (pending.length > 0) {
      const next = pending.pop()!;
      if (next === NO_VM) text.push('-');
      else text.push(`${next}`);
      if (typeof next === 'string' || next === NO_VM) continue;
      const slots = this.childSlots(next);
      if (slots.every((child) => child === NO_VM)) continue;
      pending.push(')');
      for (let i = slots.length - 1; i >= 0; i--) pending.push(slots[i], i > 0 ? ',' : '(');
    }
    return text.join('');
  }

  /** Puts `vm`, known to be a VM that is not in the tree, in its place, and returns its upstream. */
  protected abstract attach(vm: number): number;

  /** What is in each of the `fanOut` child slots of `vm`, left to right. */
  protected abstract childSlots(vm: number): number[];
}

/** The error for a VM that is not in the tree. */
export function notInTree(vm: number): FunctionTreeError {
  return new FunctionTreeError('vm-not-in-tree', `VM ${vm} is not in this function tree.`);
}

import { valueText } from '../errors';
import { FunctionTreeError } from './errors';

/** Stands for no VM. As an upstream it means the registry. */
export const NO_VM = -1;

/**
 * Called after an operation is complete; may query the tree but not change it. A deletion reports `removed` first, then
 * every rotation from the bottom up, then each VM whose upstream has changed, once.
 */
export interface FunctionTreeObserver {
  /** `vm` was inserted below `upstream` (`NO_VM`: as the root). */
  inserted?(vm: number, upstream: number): void;
  /** `vm` was deleted; `successor` took its place (`NO_VM`: the place is empty). */
  removed?(vm: number, successor: number): void;
  /** The subtree of `vm` was rotated; `raised` is its new head. */
  rotated?(vm: number, raised: number): void;
  /** `vm` has the new upstream `upstream` (`NO_VM`: as the root, it reads the registry). */
  reparented?(vm: number, upstream: number): void;
}

/**
 * The function tree (FT) of FaaSNet §3.2: which VM fetches a function's image from which. The root VM reads the
 * registry, every other VM its upstream. VMs are integers from 0 to 2^31 - 1. A VM is inserted under the first VM,
 * breadth first, that has a free child slot, so insertions keep the tree as shallow as possible. What a deletion does
 * depends on the kind of tree; see `createFunctionTree`.
 *
 * Every method that takes a VM, but `has`, throws `FunctionTreeError` for a value that is not a VM, and for a VM that
 * is not in the tree (`insert`: that is). The tree is then unchanged.
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

  /** False for a value that is not a VM. */
  abstract has(vm: number): boolean;

  /** Adds `vm` and returns its upstream, `NO_VM` for the root. */
  insert(vm: number): number {
    if (!isVm(vm)) throw new FunctionTreeError('invalid-vm', `The VM is ${valueText(vm)}.`, VM_RANGE);
    if (this.has(vm)) throw new FunctionTreeError('vm-already-in-tree', `VM ${vm} is in this function tree already.`);
    const upstream = this.attach(vm);
    this.observer?.inserted?.(vm, upstream);
    return upstream;
  }

  /** Removes `vm`, which was reclaimed or failed. */
  abstract delete(vm: number): void;

  /** The VM that `vm` fetches from; `NO_VM` for the root, which reads the registry. */
  abstract upstreamOf(vm: number): number;

  /** The VMs that fetch from `vm`, left to right. */
  downstreamOf(vm: number): number[] {
    return this.childSlots(vm).filter((child) => child !== NO_VM);
  }

  /** The child slot of its upstream that `vm` is in, from 0, left to right; 0 for the root. */
  abstract slotOf(vm: number): number;

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

  /** The tree as `vm(left,right)`: a leaf is its VM alone; a missing child and an empty tree are `-`. */
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

  /** Inserts `vm`, a valid VM that is not in the tree, and returns its upstream. */
  protected abstract attach(vm: number): number;

  /** The VM, or `NO_VM`, in each of the `fanOut` child slots of `vm`, left to right. */
  protected abstract childSlots(vm: number): number[];
}

/**
 * Whether `vm` is an integer from 0 to 2^31 - 1. A caller that the compiler does not check may pass anything: "3",
 * which an array takes for an index, or -0, which observers would receive.
 */
export function isVm(vm: unknown): vm is number {
  return typeof vm === 'number' && (vm | 0) === vm && (vm > 0 || Object.is(vm, 0));
}

const VM_RANGE = 'A VM is an integer from 0 to 2147483647.';

export function notInTree(vm: unknown): FunctionTreeError {
  return isVm(vm)
    ? new FunctionTreeError('vm-not-in-tree', `VM ${vm} is not in this function tree.`, '')
    : new FunctionTreeError('vm-not-in-tree', `The VM is ${valueText(vm)}.`, VM_RANGE);
}

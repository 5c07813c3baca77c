import type { FunctionTree, FunctionTreeObserver } from './functionTree';

/** Collects what a deletion does while the tree is in pieces, and reports the outcome once it is whole again. */
export class Changes {
  /** By VM: its upstream before the deletion. */
  readonly #upstreamBefore = new Map<number, number>();
  readonly #rotations: { vm: number; raised: number }[] = [];

  constructor(private readonly observer: FunctionTreeObserver) {}

  /** `vm` has `upstream` now and may have another soon. */
  note(vm: number, upstream: number): void {
    if (!this.#upstreamBefore.has(vm)) this.#upstreamBefore.set(vm, upstream);
  }

  rotated(vm: number, raised: number): void {
    this.#rotations.push({ vm, raised });
  }

  /** Tells the observer, and forgets. */
  report(removed: number, successor: number, tree: FunctionTree): void {
    this.observer.removed?.(removed, successor);
    for (const { vm, raised } of this.#rotations) this.observer.rotated?.(vm, raised);
    for (const [vm, before] of this.#upstreamBefore) {
      const upstream = tree.upstreamOf(vm);
      if (upstream !== before) this.observer.reparented?.(vm, upstream);
    }
    this.#rotations.length = 0;
    this.#upstreamBefore.clear();
  }
}

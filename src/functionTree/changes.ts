import type { FunctionTree, FunctionTreeObserver } from './functionTree';

/**
 * Collects what a deletion does while the tree is in pieces, and reports the outcome once it is whole again. A deletion touches a few VMs for each
 * level of the tree at the most, and mostly none or two: lists searched from end to end cost less than a map would.
 */
export class Changes {
  /** VMs, and beside each its upstream before the deletion. */
  readonly #vms: number[] = [];
  readonly #upstreams: number[] = [];
  #noted = 0;
  /** VMs whose subtrees were rotated, and beside each the VM at its head then. */
  readonly #rotated: number[] = [];
  readonly #raised: number[] = [];
  #rotations = 0;

  constructor(private readonly observer: FunctionTreeObserver) {}

  /** `vm` has `upstream` now and may have another soon. */
  note(vm: number, upstream: number): void {
    for (let i = 0; i < this.#noted; i++) if (this.#vms[i] === vm) return;
    this.noteFirst(vm, upstream);
  }

  /** The same, of a VM that was not noted before. */
  noteFirst(vm: number, upstream: number): void {
    this.#vms[this.#noted] = vm;
    this.#upstreams[this.#noted++] = upstream;
  }

  rotated(vm: number, raised: number): void {
    this.#rotated[this.#rotations] = vm;
    this.#raised[this.#rotations++] = raised;
  }

  /** Tells the observer, and forgets. */
  report(removed: number, successor: number, tree: FunctionTree): void {
    const { observer } = this;
    const [rotations, noted] = [this.#rotations, this.#noted];
    this.#rotations = 0;
    this.#noted = 0;
    observer.removed?.(removed, successor);
    for (let i = 0; i < rotations; i++) observer.rotated?.(this.#rotated[i], this.#raised[i]);
    for (let i = 0; i < noted; i++) {
      const vm = this.#vms[i];
      const upstream = tree.upstreamOf(vm);
      if (upstream !== this.#upstreams[i]) observer.reparented?.(vm, upstream);
    }
  }
}

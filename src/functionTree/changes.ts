import type { FunctionTree, FunctionTreeObserver } from './functionTree';

/**
 * Records what a deletion changes while the tree is inconsistent, and reports it once the tree is consistent again. A
 * deletion touches at most a few VMs per level, usually none or two, so a linear search is cheaper than a map.
 */
export class Changes {
  /** VMs whose upstream may change. */
  readonly #vms: number[] = [];
  /** By index in `#vms`: the upstream before the deletion. */
  readonly #upstreams: number[] = [];
  #noted = 0;
  /** Heads of the rotated subtrees before their rotation. */
  readonly #rotated: number[] = [];
  /** By index in `#rotated`: the head after the rotation. */
  readonly #raised: number[] = [];
  #rotations = 0;

  constructor(private readonly observer: FunctionTreeObserver) {}

  /** Records that the upstream of `vm` is `upstream` and may change. */
  note(vm: number, upstream: number): void {
    for (let i = 0; i < this.#noted; i++) if (this.#vms[i] === vm) return;
    this.noteFirst(vm, upstream);
  }

  /** The same for a VM that has not been noted yet: skips the search. */
  noteFirst(vm: number, upstream: number): void {
    this.#vms[this.#noted] = vm;
    this.#upstreams[this.#noted++] = upstream;
  }

  rotated(vm: number, raised: number): void {
    this.#rotated[this.#rotations] = vm;
    this.#raised[this.#rotations++] = raised;
  }

  /** Reports to the observer and clears the record. */
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

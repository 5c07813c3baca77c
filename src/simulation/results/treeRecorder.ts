import type { Replicas } from '../cluster/replicas';
import type { FunctionWatch } from '../watch/functionWatch';

/**
 * Counts the trees that any system builds, and tells the watch of their changes. An upstream is a replica, or -1 for
 * the top of the tree.
 */
export class TreeRecorder {
  /** Functions whose trees ever had two VMs or more. */
  count = 0;
  /** By function: replicas in its tree, and 1 once there were two. */
  readonly #members: Int32Array;
  readonly #counted: Uint8Array;

  constructor(
    functions: number,
    private readonly replicas: Replicas,
    private readonly watch: FunctionWatch | null,
  ) {
    this.#members = new Int32Array(functions);
    this.#counted = new Uint8Array(functions);
  }

  inserted(replica: number, upstream: number, now: number): void {
    const functionId = this.replicas.functionId[replica];
    if (++this.#members[functionId] === 2 && this.#counted[functionId] === 0) {
      this.#counted[functionId] = 1;
      this.count++;
    }
    this.watch?.inserted(replica, upstream, now);
  }

  /** Call before recording the changes that follow from it. */
  removed(replica: number, successor: number, now: number): void {
    this.#members[this.replicas.functionId[replica]]--;
    this.watch?.removed(replica, successor, now);
  }

  reparented(replica: number, upstream: number, now: number): void {
    this.watch?.reparented(replica, upstream, now);
  }

  rotated(replica: number, raised: number, now: number): void {
    this.watch?.rotated(replica, raised, now);
  }
}

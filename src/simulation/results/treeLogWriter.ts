import { grown } from '../columns';
import type { TreeLog } from '../types';

/**
 * Writes the log of one function's tree. A tree that goes from empty to empty with one VM all the while shows nothing of who feeds whom, and in a
 * day's trace nearly all are of that kind: such stretches are forgotten, so that memory grows with what is worth looking at.
 */
export class TreeLogWriter {
  #time = new Float64Array(8);
  #kind = new Uint8Array(8);
  #vm = new Int32Array(8);
  #other = new Int32Array(8);
  #length = 0;
  /** Entries up to here stay. */
  #kept = 0;
  #keeping = false;

  constructor(private readonly functionId: number) {}

  add(time: number, kind: number, vm: number, other: number): void {
    if (this.#length === this.#time.length) this.#grow();
    const at = this.#length++;
    this.#time[at] = time;
    this.#kind[at] = kind;
    this.#vm[at] = vm;
    this.#other[at] = other;
  }

  /** The tree has more than one VM: what is written since it was last empty stays. */
  keep(): void {
    this.#keeping = true;
  }

  /** The tree's last VM has left. */
  emptied(): void {
    if (this.#keeping) this.#kept = this.#length;
    else this.#length = this.#kept;
    this.#keeping = false;
  }

  /** null where nothing was worth keeping. */
  finish(): TreeLog | null {
    if (this.#keeping) this.#kept = this.#length;
    const length = this.#kept;
    if (length === 0) return null;
    return {
      functionId: this.functionId,
      time: this.#time.slice(0, length),
      kind: this.#kind.slice(0, length),
      vm: this.#vm.slice(0, length),
      other: this.#other.slice(0, length),
    };
  }

  #grow(): void {
    const length = 2 * this.#length;
    this.#time = grown(this.#time, length);
    this.#kind = grown(this.#kind, length);
    this.#vm = grown(this.#vm, length);
    this.#other = grown(this.#other, length);
  }
}

import { grown } from '../columns';

const NONE = -1;

/** For each function a list of copies that gives and takes at both ends. A copy is on its function's list or on none. */
export class Offers {
  /** By function. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** By copy: its neighbours on the list. */
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #listed = new Uint8Array(64);

  constructor(functions: number) {
    this.#first = new Int32Array(functions).fill(NONE);
    this.#last = new Int32Array(functions).fill(NONE);
  }

  /** -1 where the list is empty, as for `last`. */
  first(functionId: number): number {
    return this.#first[functionId];
  }

  last(functionId: number): number {
    return this.#last[functionId];
  }

  has(copy: number): boolean {
    return copy < this.#listed.length && this.#listed[copy] === 1;
  }

  push(functionId: number, copy: number): void {
    if (copy >= this.#next.length) this.#grow(copy + 1);
    const last = this.#last[functionId];
    this.#listed[copy] = 1;
    this.#next[copy] = NONE;
    this.#previous[copy] = last;
    if (last === NONE) this.#first[functionId] = copy;
    else this.#next[last] = copy;
    this.#last[functionId] = copy;
  }

  /** The copy is on the list. */
  remove(functionId: number, copy: number): void {
    const next = this.#next[copy];
    const previous = this.#previous[copy];
    if (next === NONE) this.#last[functionId] = previous;
    else this.#previous[next] = previous;
    if (previous === NONE) this.#first[functionId] = next;
    else this.#next[previous] = next;
    this.#listed[copy] = 0;
  }

  #grow(length: number): void {
    this.#next = grown(this.#next, length);
    this.#previous = grown(this.#previous, length);
    this.#listed = grown(this.#listed, length);
  }
}

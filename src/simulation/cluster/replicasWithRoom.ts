import { grown } from '../columns';

const NONE = -1;

/** For each function a list of replicas that gives and takes at both ends. A replica is on its function's list or on none. */
export class ReplicasWithRoom {
  /** By function. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** By replica: its neighbours on the list. */
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

  has(replica: number): boolean {
    return replica < this.#listed.length && this.#listed[replica] === 1;
  }

  push(functionId: number, replica: number): void {
    if (replica >= this.#next.length) this.#grow(replica + 1);
    const last = this.#last[functionId];
    this.#listed[replica] = 1;
    this.#next[replica] = NONE;
    this.#previous[replica] = last;
    if (last === NONE) this.#first[functionId] = replica;
    else this.#next[last] = replica;
    this.#last[functionId] = replica;
  }

  /** The replica is on the list. */
  remove(functionId: number, replica: number): void {
    const next = this.#next[replica];
    const previous = this.#previous[replica];
    if (next === NONE) this.#last[functionId] = previous;
    else this.#previous[next] = previous;
    if (previous === NONE) this.#first[functionId] = next;
    else this.#next[previous] = next;
    this.#listed[replica] = 0;
  }

  #grow(length: number): void {
    this.#next = grown(this.#next, length);
    this.#previous = grown(this.#previous, length);
    this.#listed = grown(this.#listed, length);
  }
}

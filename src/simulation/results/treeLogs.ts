import { grown } from '../columns';
import type { TreeLog } from '../types';

const NONE = -1;
/** Entries of a page. */
const PAGE = 8;
/** Of each entry: time, and beside it kind, VM and the other VM, as in `TreeLog`. */
const DETAILS = 3;

/**
 * The logs of all functions' trees, in pages of one arena. A tree that goes from empty to empty with one VM all the while shows nothing of who feeds
 * whom, and in a day's trace nearly all are of that kind: such stretches are forgotten, so that memory grows with what is worth looking at.
 */
export class TreeLogs {
  /** By function: its entries, how many of them stay, and whether those after that will. */
  readonly #length: Int32Array;
  readonly #kept: Int32Array;
  readonly #keeping: Uint8Array;
  readonly #firstPage: Int32Array;
  readonly #lastPage: Int32Array;

  #time = new Float64Array(PAGE * 64);
  #details = new Int32Array(PAGE * 64 * DETAILS);
  /** By page: its neighbours in the function's log. */
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #pages = 0;
  /** Pages that are free again, linked by `#next`. */
  #freePage = NONE;

  constructor(functions: number) {
    this.#length = new Int32Array(functions);
    this.#kept = new Int32Array(functions);
    this.#keeping = new Uint8Array(functions);
    this.#firstPage = new Int32Array(functions).fill(NONE);
    this.#lastPage = new Int32Array(functions).fill(NONE);
  }

  add(functionId: number, time: number, kind: number, vm: number, other: number): void {
    const at = this.#length[functionId]++;
    if (at % PAGE === 0) this.#addPage(functionId);
    const entry = this.#lastPage[functionId] * PAGE + (at % PAGE);
    this.#time[entry] = time;
    this.#details[entry * DETAILS] = kind;
    this.#details[entry * DETAILS + 1] = vm;
    this.#details[entry * DETAILS + 2] = other;
  }

  /** The tree has more than one VM: what is written since it was last empty stays. */
  keep(functionId: number): void {
    this.#keeping[functionId] = 1;
  }

  /** The tree's last VM has left. */
  emptied(functionId: number): void {
    if (this.#keeping[functionId] === 1) {
      this.#kept[functionId] = this.#length[functionId];
      this.#keeping[functionId] = 0;
      return;
    }
    const kept = this.#kept[functionId];
    for (let pages = pagesOf(this.#length[functionId]); pages > pagesOf(kept); pages--) this.#dropPage(functionId);
    this.#length[functionId] = kept;
  }

  /** The function's log as far as it is worth keeping; null where nothing is. */
  logOf(functionId: number): TreeLog | null {
    const length = this.#keeping[functionId] === 1 ? this.#length[functionId] : this.#kept[functionId];
    if (length === 0) return null;
    const time = new Float64Array(length);
    const kind = new Uint8Array(length);
    const vm = new Int32Array(length);
    const other = new Int32Array(length);
    for (let at = 0, page = this.#firstPage[functionId]; at < length; at++) {
      const entry = page * PAGE + (at % PAGE);
      time[at] = this.#time[entry];
      kind[at] = this.#details[entry * DETAILS];
      vm[at] = this.#details[entry * DETAILS + 1];
      other[at] = this.#details[entry * DETAILS + 2];
      if (at % PAGE === PAGE - 1) page = this.#next[page];
    }
    return { functionId, time, kind, vm, other };
  }

  #addPage(functionId: number): void {
    const page = this.#takePage();
    const last = this.#lastPage[functionId];
    this.#next[page] = NONE;
    this.#previous[page] = last;
    if (last === NONE) this.#firstPage[functionId] = page;
    else this.#next[last] = page;
    this.#lastPage[functionId] = page;
  }

  #dropPage(functionId: number): void {
    const page = this.#lastPage[functionId];
    const last = this.#previous[page];
    this.#lastPage[functionId] = last;
    if (last === NONE) this.#firstPage[functionId] = NONE;
    else this.#next[last] = NONE;
    this.#next[page] = this.#freePage;
    this.#freePage = page;
  }

  #takePage(): number {
    const page = this.#freePage;
    if (page === NONE) {
      if (this.#pages === this.#next.length) this.#grow();
      return this.#pages++;
    }
    this.#freePage = this.#next[page];
    return page;
  }

  #grow(): void {
    const pages = 2 * this.#pages;
    this.#time = grown(this.#time, pages * PAGE);
    this.#details = grown(this.#details, pages * PAGE * DETAILS);
    this.#next = grown(this.#next, pages);
    this.#previous = grown(this.#previous, pages);
  }
}

function pagesOf(entries: number): number {
  return Math.ceil(entries / PAGE);
}

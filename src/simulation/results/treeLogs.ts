import type { TreeTop } from '../answers';
import type { TreeLog } from '../types';

/** Entries of the first chunk of memory, and of the longest: each is twice as long as the one before. */
const FIRST = 64;
const LONGEST = 1 << 16;
/** The kind of an entry, `TreeEvent`, shares a number with its function. */
const KINDS = 8;
/** Numbers of an entry in addition to its time: function and kind, VM, and the other VM, as in `TreeLog`. */
const DETAILS = 3;
/** Most entries of a VM that is alone in its tree: inserted, fetching, fetched, started, removed. */
const ALONE = 5;

interface Entries {
  readonly time: Float64Array;
  readonly details: Int32Array;
}

/**
 * The logs of all functions' trees, written one after another, which is cheapest, and split by function on first
 * access. A tree of one VM from its creation until it is empty shows nothing, and in a day's trace nearly all trees are
 * like that. The entries of such a stretch are set aside until a second VM joins, else dropped, which bounds the
 * memory.
 */
export class TreeLogs {
  /** Functions that have a log. */
  count = 0;

  /** By function: whether entries go to the log now, whether any ever did, and how many are set aside. */
  readonly #keeping: Uint8Array;
  readonly #kept: Uint8Array;
  readonly #aside: Uint8Array;
  readonly #setAside: Entries;
  /** Functions that have a log, in order of their first entries. */
  readonly #functions: number[] = [];

  #full: Entries[] = [];
  #last = entries(FIRST);
  #length = 0;
  #logs: TreeLog[] | undefined;

  constructor(
    functions: number,
    private readonly top: TreeTop,
  ) {
    this.#keeping = new Uint8Array(functions);
    this.#kept = new Uint8Array(functions);
    this.#aside = new Uint8Array(functions);
    this.#setAside = entries(functions * ALONE);
  }

  add(functionId: number, time: number, kind: number, vm: number, other: number): void {
    const what = functionId * KINDS + kind;
    if (this.#keeping[functionId] === 0 && this.#aside[functionId] === ALONE) this.keep(functionId);
    if (this.#keeping[functionId] === 1) {
      if (this.#length === this.#last.time.length) this.#extend();
      write(this.#last, this.#length++, time, what, vm, other);
    } else {
      write(this.#setAside, functionId * ALONE + this.#aside[functionId]++, time, what, vm, other);
    }
  }

  /** The tree has a second VM: keeps what happened since it was last empty. */
  keep(functionId: number): void {
    if (this.#keeping[functionId] === 1) return;
    this.#keeping[functionId] = 1;
    if (this.#kept[functionId] === 0) this.#functions.push(functionId);
    this.#kept[functionId] = 1;
    this.count = this.#functions.length;
    const { time, details } = this.#setAside;
    const from = functionId * ALONE;
    for (let at = from; at < from + this.#aside[functionId]; at++) {
      const detail = at * DETAILS;
      this.add(functionId, time[at], details[detail] % KINDS, details[detail + 1], details[detail + 2]);
    }
    this.#aside[functionId] = 0;
  }

  /** The tree's last VM has left. */
  emptied(functionId: number): void {
    this.#keeping[functionId] = 0;
    this.#aside[functionId] = 0;
  }

  /** The logs, once the run is over. Releases the memory that they were written in. */
  logs(): readonly TreeLog[] {
    this.#logs ??= this.#splitByFunction();
    this.#full = [];
    this.#last = entries(0);
    this.#length = 0;
    return this.#logs;
  }

  #splitByFunction(): TreeLog[] {
    const lengths = new Int32Array(this.#kept.length);
    this.#visit(({ details }, at) => lengths[Math.floor(details[at * DETAILS] / KINDS)]++);
    const logs = new Map(
      this.#functions.map((functionId) => [functionId, emptyLog(functionId, this.top, lengths[functionId])]),
    );
    lengths.fill(0);
    this.#visit(({ time, details }, at) => {
      const what = details[at * DETAILS];
      const functionId = Math.floor(what / KINDS);
      const log = logs.get(functionId)!;
      const entry = lengths[functionId]++;
      log.time[entry] = time[at];
      log.kind[entry] = what % KINDS;
      log.vm[entry] = details[at * DETAILS + 1];
      log.other[entry] = details[at * DETAILS + 2];
    });
    return [...logs.values()];
  }

  #visit(visit: (entries: Entries, at: number) => void): void {
    for (const full of this.#full) for (let at = 0; at < full.time.length; at++) visit(full, at);
    for (let at = 0; at < this.#length; at++) visit(this.#last, at);
  }

  #extend(): void {
    this.#full.push(this.#last);
    this.#last = entries(Math.min(LONGEST, 2 * this.#last.time.length));
    this.#length = 0;
  }
}

function entries(count: number): Entries {
  return { time: new Float64Array(count), details: new Int32Array(count * DETAILS) };
}

function write({ time, details }: Entries, at: number, when: number, what: number, vm: number, other: number): void {
  time[at] = when;
  details[at * DETAILS] = what;
  details[at * DETAILS + 1] = vm;
  details[at * DETAILS + 2] = other;
}

function emptyLog(functionId: number, top: TreeTop, length: number): TreeLog {
  return {
    functionId,
    top,
    time: new Float64Array(length),
    kind: new Uint8Array(length),
    vm: new Int32Array(length),
    other: new Int32Array(length),
  };
}

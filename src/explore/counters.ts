import type { NameIds } from '../trace';

/** Counts something of the rows that one part of the answer is about. */
export interface Counter {
  /** Counts some rows, or takes them out again. */
  add(rows: Uint32Array, count: number, sign: Sign): void;
  /** Counts no row. */
  clear(): void;
  /** Remembers that what is counted now are all rows. */
  keepAll(): void;
  /** Counts all rows, as when `keepAll` was called. */
  takeAll(): void;
}

export type Sign = 1 | -1;

/** Counts in an array. */
export abstract class ArrayCounter implements Counter {
  readonly selected: Uint32Array;
  /** Changes with `selected`. */
  version = 0;
  /** Of all rows; null before `keepAll`. */
  #all: Uint32Array | null = null;

  constructor(length: number) {
    this.selected = new Uint32Array(length);
  }

  get all(): Uint32Array {
    return this.#all ?? this.selected;
  }

  add(rows: Uint32Array, count: number, sign: Sign): void {
    this.version++;
    this.count(rows, count, sign);
  }

  protected abstract count(rows: Uint32Array, count: number, sign: Sign): void;

  clear(): void {
    this.version++;
    this.selected.fill(0);
  }

  keepAll(): void {
    this.#all = this.selected.slice();
  }

  takeAll(): void {
    this.version++;
    this.selected.set(this.all);
  }
}

/** Rows by a number that each row has. */
export class IdCounts extends ArrayCounter {
  constructor(
    readonly ids: Uint16Array,
    values: number,
  ) {
    super(values);
  }

  protected override count(rows: Uint32Array, count: number, sign: Sign): void {
    const { ids, selected } = this;
    for (let i = 0; i < count; i++) selected[ids[rows[i]]] += sign;
  }
}

/** Rows by two numbers that each row has, all of one first number side by side. */
export class PairCounts extends ArrayCounter {
  constructor(
    readonly first: Uint16Array,
    firsts: number,
    readonly second: Uint8Array | Uint16Array,
    readonly seconds: number,
  ) {
    super(firsts * seconds);
  }

  protected override count(rows: Uint32Array, count: number, sign: Sign): void {
    const { first, second, seconds, selected } = this;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      selected[first[row] * seconds + second[row]] += sign;
    }
  }
}

/** Rows by function, and how many functions have one. */
export class FunctionCounts extends ArrayCounter {
  /** Functions with a row. */
  present = 0;
  /** The same of all rows. */
  presentOfAll = 0;

  constructor(
    readonly ids: NameIds,
    functions: number,
  ) {
    super(functions);
  }

  protected override count(rows: Uint32Array, count: number, sign: Sign): void {
    const { ids, selected } = this;
    let { present } = this;
    for (let i = 0; i < count; i++) {
      const id = ids[rows[i]];
      const before = selected[id];
      selected[id] = before + sign;
      if (sign === 1 ? before === 0 : before === 1) present += sign;
    }
    this.present = present;
  }

  override clear(): void {
    super.clear();
    this.present = 0;
  }

  override keepAll(): void {
    super.keepAll();
    this.presentOfAll = this.present;
  }

  override takeAll(): void {
    super.takeAll();
    this.present = this.presentOfAll;
  }
}

/** Rows whose latency exceeds a target, by a number that each row has. */
export class TargetCounts extends ArrayCounter {
  /** @param target in seconds; @param ids null to count them together */
  constructor(
    readonly latency: Float64Array,
    readonly unitsPerSecond: number,
    readonly target: number,
    readonly ids: Uint16Array | null,
    values: number,
  ) {
    super(values);
  }

  protected override count(rows: Uint32Array, count: number, sign: Sign): void {
    const { latency, unitsPerSecond, target, ids, selected } = this;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      selected[ids === null ? 0 : ids[row]] += sign * Number(latency[row] / unitsPerSecond > target);
    }
  }
}

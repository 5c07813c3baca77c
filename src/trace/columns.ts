import type { Column, ColumnArray } from './schema';
import { sharedArray } from './schema';
import { TimeScale } from './timeUnit';

const MIN_CAPACITY = 1 << 10;
/** Copying columns of at most this many rows to their exact length takes a millisecond. */
const MOST_COPIED_ROWS = 1 << 16;
/** The share of its rows by which a finished table's memory may exceed them. */
const MAX_SPARE_SHARE = 1 / 4;

/**
 * Arrays with one element a row: one for each column that the file has, in the order of the header's `columns`, and the
 * lines.
 */
export interface RowArrays {
  readonly arrays: readonly ColumnArray[];
  /** Line of the file on which the row starts, from 1. */
  readonly line: Uint32Array;
}

/** Consecutive rows: the first `rows` elements of each array. */
export interface RowBlock extends RowArrays {
  readonly rows: number;
}

/**
 * The columns of a file in shared memory, which grow at their end. The system commits memory only where rows have been
 * written, so generous capacity costs address space alone.
 */
export class Columns {
  rows = 0;
  /** Estimate of the file's rows: the first growth reserves this many. */
  expected = 0;
  readonly #columns: readonly Column[];
  readonly #time: number;
  #capacity = 0;
  #rowArrays: RowArrays;

  /**
   * @param columns those that the file has
   * @param times what the times to come are counted in; the column holds seconds
   */
  constructor(
    columns: readonly Column[],
    readonly times = new TimeScale(),
  ) {
    this.#columns = columns;
    this.#time = columns.findIndex(({ kind }) => kind === 'time');
    this.#rowArrays = arraysFor(columns, 0);
  }

  /** Columns that write into another thread's arrays. */
  static over(columns: readonly Column[], arrays: RowArrays, times: TimeScale): Columns {
    const over = new Columns(columns, times);
    over.#rowArrays = arrays;
    over.#capacity = arrays.line.length;
    return over;
  }

  /** The arrays with all their capacity. Writers of rows beyond `rows` call `adopt` afterwards. */
  get rowArrays(): RowArrays {
    return this.#rowArrays;
  }

  /** Times in epoch seconds; the first `rows` are set. */
  get time(): Float64Array {
    return this.#rowArrays.arrays[this.#time] as Float64Array;
  }

  /** Appends one row. @param values one for each column; a time as the file counts it, a name by its number */
  push(values: ArrayLike<number>, line: number): void {
    const time = this.#time;
    this.times.decide(values[time]);
    if (this.rows === this.#capacity) this.reserve(1);
    const row = this.rows++;
    const { arrays } = this.#rowArrays;
    for (let column = 0; column < arrays.length; column++) arrays[column][row] = values[column];
    arrays[time][row] /= this.times.perSecond;
    this.#rowArrays.line[row] = line;
  }

  /** Appends copies of rows whose times are as the file counts them. */
  append(block: RowBlock): void {
    if (block.rows === 0) return;
    this.times.decide(block.arrays[this.#time][0]);
    const from = this.appendInSeconds(block);
    const { perSecond } = this.times;
    if (perSecond === 1) return;
    const { time } = this;
    for (let row = from; row < this.rows; row++) time[row] /= perSecond;
  }

  /** Appends copies of rows whose times are seconds; returns where they are now. */
  appendInSeconds(block: RowBlock): number {
    this.reserve(block.rows);
    const from = this.rows;
    copyRows(block, 0, block.rows, this.#rowArrays, from);
    this.rows += block.rows;
    return from;
  }

  /** Copies of all rows, which are then forgotten. */
  take(): RowBlock {
    const { rows } = this;
    const { arrays, line } = this.#rowArrays;
    this.rows = 0;
    return { rows, arrays: arrays.map((array) => array.slice(0, rows)), line: line.slice(0, rows) };
  }

  /** Removes rows, in order. @param isKept called once for each row */
  filter(isKept: (row: number) => boolean): void {
    let into = 0;
    let from = 0;
    for (let row = 0; row <= this.rows; row++) {
      if (row < this.rows && isKept(row)) continue;
      if (into < from) copyRows(this.#rowArrays, from, row, this.#rowArrays, into);
      into += row - from;
      from = row + 1;
    }
    this.rows = into;
  }

  /** Makes room for this many more rows. */
  reserve(more: number): void {
    const needed = this.rows + more;
    if (needed <= this.#capacity) return;
    this.#resize(Math.max(needed, MIN_CAPACITY, this.expected, Math.ceil(this.#capacity * 1.5)));
  }

  /** Appends `rows` rows that another thread has written to `rowArrays` at `row`; returns where they are now. */
  adopt(row: number, rows: number): number {
    const from = this.rows;
    // Lines that are no rows leave gaps between the rows of two blocks.
    if (row > from) copyRows(this.#rowArrays, row, row + rows, this.#rowArrays, from);
    this.rows += rows;
    return from;
  }

  /** All rows, with little spare memory. Call once, at the end. */
  finish(): RowArrays {
    const { rows } = this;
    if (rows <= MOST_COPIED_ROWS || rows < this.#capacity * (1 - MAX_SPARE_SHARE)) this.#resize(rows);
    const { arrays, line } = this.#rowArrays;
    return { arrays: arrays.map((array) => array.subarray(0, rows)), line: line.subarray(0, rows) };
  }

  #resize(capacity: number): void {
    if (capacity === this.#capacity) return;
    const arrays = arraysFor(this.#columns, capacity);
    copyRows(this.#rowArrays, 0, this.rows, arrays, 0);
    this.#rowArrays = arrays;
    this.#capacity = capacity;
  }
}

function arraysFor(columns: readonly Column[], capacity: number): RowArrays {
  return {
    arrays: columns.map(({ kind }) => sharedArray(kind, capacity)),
    line: sharedArray('count', capacity),
  };
}

/** Copies rows [from, to) to row `into` of other arrays, or of the same. */
function copyRows(source: RowArrays, from: number, to: number, target: RowArrays, into: number): void {
  for (const [column, array] of target.arrays.entries()) array.set(source.arrays[column].subarray(from, to), into);
  target.line.set(source.line.subarray(from, to), into);
}

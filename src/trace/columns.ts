import type { RowBlock } from './scanKernel';
import type { TimeUnit, TraceTable } from './table';
import { detectTimeUnit, timesPerSecond } from './timeUnit';

export type ColumnName = 'time' | 'latency' | 'functionId' | 'runtimeId' | 'memoryMB' | 'line';
export type TraceColumns = Pick<TraceTable, ColumnName>;

const FIRST_CAPACITY = 1 << 10;
/** Copying columns of fewer rows to exactly their length takes a millisecond. */
const MOST_COPIED = 1 << 16;
/** More room than this share of what is used is not kept. */
const MOST_SPARE = 1 / 4;

/** Columns in shared memory that grow at their end. Memory that no row has been written to is only promised by the system, not used. */
export class Columns {
  /** Rows in all. */
  rows = 0;
  /** How many rows there will be as far as can be told: room for as many is made at once. */
  expected = 0;
  #capacity = 0;
  #columns: TraceColumns = emptyColumns(0);
  #finished = false;
  #timeUnit: TimeUnit | null = null;
  #timesPerSecond = 1;

  /** @param timeUnit what times are counted in; absent: the first one tells */
  constructor(timeUnit?: TimeUnit) {
    if (timeUnit) this.#setTimeUnit(timeUnit);
  }

  /** Columns that others have made room in, and are about to fill. */
  static over(columns: TraceColumns, timeUnit: TimeUnit): Columns {
    const over = new Columns(timeUnit);
    over.#columns = columns;
    over.#capacity = columns.line.length;
    return over;
  }

  /** What times are counted in that are yet to come; here they are seconds. */
  get timeUnit(): TimeUnit {
    return this.#timeUnit ?? 'seconds';
  }

  /** What they are divided by. */
  get timesPerSecond(): number {
    return this.#timesPerSecond;
  }

  push(time: number, latency: number, functionId: number, runtimeId: number, memoryMB: number, line: number): void {
    if (!this.#timeUnit) this.#setTimeUnit(detectTimeUnit(time));
    if (this.rows === this.#capacity) this.reserve(1);
    const row = this.rows++;
    const columns = this.#columns;
    columns.time[row] = time / this.#timesPerSecond;
    columns.latency[row] = latency;
    columns.functionId[row] = functionId;
    columns.runtimeId[row] = runtimeId;
    columns.memoryMB[row] = memoryMB;
    columns.line[row] = line;
  }

  /** Appends copies of rows. */
  append(block: RowBlock): void {
    if (block.rows === 0) return;
    if (!this.#timeUnit) this.#setTimeUnit(detectTimeUnit(block.time[0]));
    this.reserve(block.rows);
    copyRows(block, 0, block.rows, this.#columns, this.rows);
    const from = this.rows;
    this.rows += block.rows;
    if (this.#timesPerSecond === 1) return;
    const { time } = this.#columns;
    for (let row = from; row < this.rows; row++) time[row] /= this.#timesPerSecond;
  }

  /** Makes room for so many more rows. */
  reserve(more: number): void {
    const needed = this.rows + more;
    if (needed <= this.#capacity) return;
    this.#resize(Math.max(needed, FIRST_CAPACITY, this.expected, Math.ceil(this.#capacity * 1.5)));
  }

  /** The columns with all the room there is, for others to write to behind the last row; what they wrote is then to be taken. */
  get room(): TraceColumns {
    return this.#columns;
  }

  /** Appends rows that others have written to the room from `row` on, and gives back their names' numbers, to be changed. */
  take(row: number, rows: number): Pick<TraceColumns, 'functionId' | 'runtimeId'> {
    const columns = this.#columns;
    // Lines that are no rows have left gaps.
    if (row > this.rows) copyRows(columns, row, row + rows, columns, this.rows);
    const from = this.rows;
    this.rows += rows;
    const { functionId, runtimeId } = columns;
    return { functionId: functionId.subarray(from, this.rows), runtimeId: runtimeId.subarray(from, this.rows) };
  }

  /** The rows so far, to be looked at and let alone; none once they are finished. */
  get segments(): readonly RowBlock[] {
    return this.#finished ? [] : [{ ...this.#columns, rows: this.rows }];
  }

  /** All rows, and no more room than a little. To be called once. */
  finish(): TraceColumns {
    const { rows } = this;
    this.#finished = true;
    if (rows <= MOST_COPIED || rows < this.#capacity * (1 - MOST_SPARE)) this.#resize(rows);
    const { time, latency, functionId, runtimeId, memoryMB, line } = this.#columns;
    return {
      time: time.subarray(0, rows),
      latency: latency.subarray(0, rows),
      functionId: functionId.subarray(0, rows),
      runtimeId: runtimeId.subarray(0, rows),
      memoryMB: memoryMB.subarray(0, rows),
      line: line.subarray(0, rows),
    };
  }

  #setTimeUnit(unit: TimeUnit): void {
    this.#timeUnit = unit;
    this.#timesPerSecond = timesPerSecond(unit);
  }

  #resize(capacity: number): void {
    if (capacity === this.#capacity) return;
    const columns = emptyColumns(capacity);
    copyRows(this.#columns, 0, this.rows, columns, 0);
    this.#columns = columns;
    this.#capacity = capacity;
  }
}

/** Copies rows [from, to) of some columns to others, which may be the same, at row `into`. */
export function copyRows(source: TraceColumns, from: number, to: number, target: TraceColumns, into: number): void {
  target.time.set(source.time.subarray(from, to), into);
  target.latency.set(source.latency.subarray(from, to), into);
  target.functionId.set(source.functionId.subarray(from, to), into);
  target.runtimeId.set(source.runtimeId.subarray(from, to), into);
  target.memoryMB.set(source.memoryMB.subarray(from, to), into);
  target.line.set(source.line.subarray(from, to), into);
}

function emptyColumns(capacity: number): TraceColumns {
  return {
    time: sharedFloat64(capacity),
    latency: sharedFloat64(capacity),
    functionId: sharedUint32(capacity),
    runtimeId: sharedUint16(capacity),
    memoryMB: sharedUint32(capacity),
    line: sharedUint32(capacity),
  };
}

/** An array of `length` zeros that threads share. */
export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

/** An array of `length` zeros that threads share. */
export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
}

/** An array of `length` zeros that threads share. */
export function sharedUint16(length: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(length * Uint16Array.BYTES_PER_ELEMENT));
}

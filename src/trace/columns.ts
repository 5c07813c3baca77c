import type { TraceTable } from './table';

const COLUMN_TYPES = {
  time: Float64Array,
  latency: Float64Array,
  functionId: Uint32Array,
  runtimeId: Uint16Array,
  memoryMB: Uint32Array,
  line: Uint32Array,
} as const;

export type ColumnName = keyof typeof COLUMN_TYPES;
export type TraceColumns = Pick<TraceTable, ColumnName>;

const FIRST_SEGMENT_ROWS = 1 << 10;
const SEGMENT_ROWS = 1 << 16;

/** Some consecutive rows as columns. */
export class Segment {
  rows = 0;
  time: Float64Array;
  latency: Float64Array;
  functionId: Uint32Array;
  runtimeId: Uint16Array;
  memoryMB: Uint32Array;
  line: Uint32Array;

  constructor(readonly capacity: number) {
    this.time = new Float64Array(capacity);
    this.latency = new Float64Array(capacity);
    this.functionId = new Uint32Array(capacity);
    this.runtimeId = new Uint16Array(capacity);
    this.memoryMB = new Uint32Array(capacity);
    this.line = new Uint32Array(capacity);
  }
}

/** Columns that grow by segments, so that growing never copies nor doubles what is already there. */
export class GrowingColumns {
  readonly #segments: Segment[] = [];
  #full = 0;

  /** Rows in all. */
  get rows(): number {
    const last = this.#segments.at(-1);
    return this.#full + (last ? last.rows : 0);
  }

  /** The last segment, with room for at least one more row. */
  open(): Segment {
    const last = this.#segments.at(-1);
    if (last && last.rows < last.capacity) return last;
    if (last) this.#full += last.rows;
    const segment = new Segment(last ? Math.min(SEGMENT_ROWS, last.capacity * 4) : FIRST_SEGMENT_ROWS);
    this.#segments.push(segment);
    return segment;
  }

  push(time: number, latency: number, functionId: number, runtimeId: number, memoryMB: number, line: number): void {
    const segment = this.open();
    const row = segment.rows++;
    segment.time[row] = time;
    segment.latency[row] = latency;
    segment.functionId[row] = functionId;
    segment.runtimeId[row] = runtimeId;
    segment.memoryMB[row] = memoryMB;
    segment.line[row] = line;
  }

  /** The columns in shared memory, exactly as long as there are rows. Each column's segments are let go as it is joined. */
  join(): TraceColumns {
    const rows = this.rows;
    return {
      time: this.#joinColumn('time', sharedFloat64(rows)),
      latency: this.#joinColumn('latency', sharedFloat64(rows)),
      functionId: this.#joinColumn('functionId', sharedUint32(rows)),
      runtimeId: this.#joinColumn('runtimeId', sharedUint16(rows)),
      memoryMB: this.#joinColumn('memoryMB', sharedUint32(rows)),
      line: this.#joinColumn('line', sharedUint32(rows)),
    };
  }

  #joinColumn<T extends Float64Array | Uint32Array | Uint16Array>(name: ColumnName, joined: T): T {
    let at = 0;
    for (const segment of this.#segments) {
      joined.set(segment[name].subarray(0, segment.rows), at);
      at += segment.rows;
      (segment as Record<ColumnName, unknown>)[name] = new COLUMN_TYPES[name](0);
    }
    return joined;
  }
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

import type { TraceTable } from './table';

export type ColumnName = 'time' | 'latency' | 'functionId' | 'runtimeId' | 'memoryMB' | 'line';
export type TraceColumns = Pick<TraceTable, ColumnName>;

const FIRST_SEGMENT_ROWS = 1 << 10;
/** Half a megabyte: what is not used of the last one is little even for a short part of a file. */
const MAX_SEGMENT_ROWS = 1 << 14;

/** Some consecutive rows as columns: the first `rows` elements of each. Plain data, to be handed from thread to thread. */
export interface Segment extends Record<ColumnName, Float64Array | Uint32Array | Uint16Array> {
  rows: number;
  readonly capacity: number;
  time: Float64Array;
  latency: Float64Array;
  functionId: Uint32Array;
  runtimeId: Uint16Array;
  memoryMB: Uint32Array;
  line: Uint32Array;
}

function emptySegment(capacity: number): Segment {
  return {
    rows: 0,
    capacity,
    time: new Float64Array(capacity),
    latency: new Float64Array(capacity),
    functionId: new Uint32Array(capacity),
    runtimeId: new Uint16Array(capacity),
    memoryMB: new Uint32Array(capacity),
    line: new Uint32Array(capacity),
  };
}

/** Columns that grow by segments, so that growing never copies nor doubles what is already there. */
export class GrowingColumns {
  #last = emptySegment(FIRST_SEGMENT_ROWS);
  readonly #segments = [this.#last];
  /** Rows in all segments but the last. */
  #before = 0;

  /** All rows, for handing them on. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Rows in all. */
  get rows(): number {
    return this.#before + this.#last.rows;
  }

  push(time: number, latency: number, functionId: number, runtimeId: number, memoryMB: number, line: number): void {
    const segment = this.#last.rows < this.#last.capacity ? this.#last : this.#grow();
    const row = segment.rows++;
    segment.time[row] = time;
    segment.latency[row] = latency;
    segment.functionId[row] = functionId;
    segment.runtimeId[row] = runtimeId;
    segment.memoryMB[row] = memoryMB;
    segment.line[row] = line;
  }

  /** Appends rows that are columns already; the segment is kept, not copied. */
  append(segment: Segment): void {
    this.#before += this.#last.rows;
    this.#last = segment;
    this.#segments.push(segment);
  }

  #grow(): Segment {
    this.append(emptySegment(Math.min(MAX_SEGMENT_ROWS, this.#last.capacity * 4)));
    return this.#last;
  }

  /** The columns in shared memory, exactly as long as there are rows. Each column's segments are let go as it is joined: call it once. */
  join(): TraceColumns {
    const rows = this.rows;
    const columns = {
      time: this.#joinColumn('time', sharedFloat64(rows)),
      latency: this.#joinColumn('latency', sharedFloat64(rows)),
      functionId: this.#joinColumn('functionId', sharedUint32(rows)),
      runtimeId: this.#joinColumn('runtimeId', sharedUint16(rows)),
      memoryMB: this.#joinColumn('memoryMB', sharedUint32(rows)),
      line: this.#joinColumn('line', sharedUint32(rows)),
    };
    this.#segments.length = 0;
    return columns;
  }

  #joinColumn<T extends Float64Array | Uint32Array | Uint16Array>(name: ColumnName, joined: T): T {
    let at = 0;
    for (const segment of this.#segments) {
      joined.set(segment[name].subarray(0, segment.rows), at);
      at += segment.rows;
      Object.assign(segment, { [name]: null });
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

import { countBelow, countUpTo, quantileAt } from '../numeric';
import { countAt, idAt, type TraceTable, UNKNOWN_COUNT } from '../trace';
import { type Labels, labelAt, labels } from './labels';
import { groupOf } from './rows';
import type { TraceIndex } from './traceIndex';

/** Length of the window of `HoverFacts.inMinute`, seconds. */
const MINUTE = 60;

/** Names by number: an array, or what decodes them when they are asked for. */
export type NameList = Pick<readonly string[], 'length' | 'at' | 'indexOf'>;

/** As much of a trace as a hover looks at. */
export interface HoverTable extends Omit<TraceTable, 'functionNames'> {
  readonly functionNames: NameList;
}

/** Where one cold start's latency stands among others. Latencies in seconds. */
export interface Standing {
  /** Cold starts compared with, itself included. */
  readonly count: number;
  /** Share of them, 0 to 1, whose latency is at most this one's: its place on their CDF. */
  readonly shareAtMost: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What a hover tells about one cold start. Durations are seconds. */
export interface HoverFacts extends Labels {
  readonly row: number;
  readonly line: number;
  /** Epoch seconds. */
  readonly time: number;
  readonly functionId: number;
  readonly functionName: string;
  /** null where the trace has none. */
  readonly memoryMB: number | null;
  readonly latency: number;
  readonly inFunction: Standing;
  readonly inRuntime: Standing;
  /** Since this function's previous cold start; null for its first. Of equal times, the earlier line is the earlier cold start. */
  readonly sincePrevious: number | null;
  /** This is the position-th of the function's `inFunction.count` cold starts, from 1. */
  readonly position: number;
  /** Cold starts of the whole trace whose time has the same whole second, this one included. */
  readonly inSecond: number;
  /** Cold starts of this function in the 60 s up to and including this one's time, (time − 60, time], this one included. */
  readonly inMinute: number;
}

/** Row numbers in some order. */
export interface RowOrder {
  readonly length: number;
  at(rank: number): number;
}

/** What the file says of a cold start, beside its time and latency. */
export type RowDescription = Pick<HoverFacts, 'line' | 'functionId' | 'functionName' | 'memoryMB'> & Labels;

/** What is asked of a trace to tell the facts of one of its rows. */
export interface HoverTrace {
  /** Epoch seconds. */
  time(row: number): number;
  /** As the file writes it. */
  latency(row: number): number;
  /** Ascends in the order of the file. */
  place(row: number): number;
  description(row: number): RowDescription;
  /** All rows of the row's function; those of equal time in the order of the file. */
  ofFunction(row: number): { readonly byTime: RowOrder; readonly byLatency: RowOrder };
  /** All rows of the row's runtime, by latency. */
  ofRuntime(row: number): RowOrder;
  readonly byTime: RowOrder;
}

/** The facts of one row, in O(log rows). Throws RangeError for a row that the table does not have. */
export function hoverFacts(table: HoverTable, index: TraceIndex, unitsPerSecond: number, row: number): HoverFacts {
  if (!Number.isInteger(row) || row < 0 || row >= table.rowCount) {
    throw new RangeError(`There is no row ${row} in a trace of ${table.rowCount} rows.`);
  }
  return factsOf(hoverTrace(table, index), unitsPerSecond, row);
}

function hoverTrace(table: HoverTable, index: TraceIndex): HoverTrace {
  return {
    time: (row) => table.time[row],
    latency: (row) => table.latency[row],
    place: (row) => row,
    description: (row) => ({
      line: table.line[row],
      functionId: table.functionId[row],
      functionName: table.functionNames.at(table.functionId[row]) ?? '',
      ...labels((key) => labelAt(table, key, row)),
      memoryMB: knownMemory(countAt(table.memoryMB, row)),
    }),
    ofFunction: (row) => {
      const { start, end } = groupOf(index, table.functionId[row]);
      return {
        byTime: orderOf(index.byFunction.subarray(start, end)),
        byLatency: orderOf(index.byFunctionLatency.subarray(start, end)),
      };
    },
    ofRuntime: (row) => {
      const runtimeId = idAt(table.runtimeId, row);
      const [start, end] = [index.runtimeStart[runtimeId], index.runtimeStart[runtimeId + 1]];
      return orderOf(index.byRuntimeLatency.subarray(start, end));
    },
    byTime: orderOf(index.byTime),
  };
}

/** Rows in the order in which they stand in an array. */
export function orderOf(rows: Uint32Array): RowOrder {
  return { length: rows.length, at: (rank) => rows[rank] };
}

/** Megabytes, or null for `UNKNOWN_COUNT`. */
export function knownMemory(memoryMB: number): number | null {
  return memoryMB === UNKNOWN_COUNT ? null : memoryMB;
}

/** The facts of one row of any trace that answers what is asked of it. */
export function factsOf(trace: HoverTrace, unitsPerSecond: number, row: number): HoverFacts {
  const time = trace.time(row);
  const its = trace.ofFunction(row);
  return {
    row,
    time,
    ...trace.description(row),
    latency: trace.latency(row) / unitsPerSecond,
    inFunction: standing(trace, its.byLatency, unitsPerSecond, row),
    inRuntime: standing(trace, trace.ofRuntime(row), unitsPerSecond, row),
    ...amongItsFunction(trace, its.byTime, row),
    inSecond: countInSecond(trace, Math.floor(time)),
  };
}

/** `rows`: by ascending latency. */
function standing(trace: HoverTrace, rows: RowOrder, unitsPerSecond: number, row: number): Standing {
  const latencyAt = (rank: number) => trace.latency(rows.at(rank));
  const quantile = (p: number) => quantileAt(rows.length, p, latencyAt) / unitsPerSecond;
  return {
    count: rows.length,
    shareAtMost: countUpTo(rows.length, trace.latency(row), latencyAt) / rows.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
  };
}

/** `rows`: the function's, by ascending time, equal times in file order. */
function amongItsFunction(trace: HoverTrace, rows: RowOrder, row: number) {
  const time = trace.time(row);
  const timeAt = (rank: number) => trace.time(rows.at(rank));
  const earlier = countBelow(rows.length, time, timeAt);
  const upTo = countUpTo(rows.length, time, timeAt);
  const before = earlier + countBelow(upTo - earlier, trace.place(row), (rank) => trace.place(rows.at(earlier + rank)));
  return {
    position: before + 1,
    sincePrevious: before === 0 ? null : time - timeAt(before - 1),
    // By difference, which is exact between neighbours of any size where `time - MINUTE` may be `time` again.
    inMinute: upTo - countUpTo(rows.length, -MINUTE, (rank) => timeAt(rank) - time),
  };
}

function countInSecond(trace: HoverTrace, second: number): number {
  const { byTime } = trace;
  const secondAt = (rank: number) => Math.floor(trace.time(byTime.at(rank)));
  return countUpTo(byTime.length, second, secondAt) - countBelow(byTime.length, second, secondAt);
}

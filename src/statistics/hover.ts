import { countBelow, countUpTo, quantileAt } from '../numeric';
import { idAt, type NameList, type TraceTable } from '../trace';
import { type Described, describedRow } from './described';
import { groupOf } from './rows';
import type { TraceIndex } from './traceIndex';

/** Length of the window of `HoverFacts.inMinute`, seconds. */
const MINUTE = 60;

/** The part of a trace that hovers read. */
export interface HoverTable extends Omit<TraceTable, 'functionNames'> {
  readonly functionNames: NameList;
}

/** A cold start's latency compared with others. Latencies in seconds. */
export interface Standing {
  /** Cold starts compared, this one included. */
  readonly count: number;
  /** Share of them, 0 to 1, whose latency is at most this one's: the cumulative distribution at this latency. */
  readonly shareAtMost: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What a hover shows about one cold start. Durations in seconds. */
export interface HoverFacts extends Described {
  readonly row: number;
  readonly line: number;
  /** Epoch seconds. */
  readonly time: number;
  readonly functionId: number;
  readonly functionName: string;
  readonly latency: number;
  /** Warm invocations of the function; null if the file does not record them. */
  readonly warm: number | null;
  readonly inFunction: Standing;
  readonly inRuntime: Standing;
  /** Since the function's previous cold start; null for the first. Equal times are ordered by line. */
  readonly sincePrevious: number | null;
  /** Rank by time, from 1, among the function's `inFunction.count` cold starts. */
  readonly position: number;
  /** Cold starts of the whole trace in the same second, this one included. */
  readonly inSecond: number;
  /** Cold starts of the function in (time − 60 s, time], this one included. */
  readonly inMinute: number;
}

/** Row numbers in some order. */
export interface RowOrder {
  readonly length: number;
  at(rank: number): number;
}

/** What the file says about a cold start, apart from time and latency. */
export type RowDescription = Pick<HoverFacts, 'line' | 'functionId' | 'functionName'> & Described;

/** The questions that `factsOf` asks of a trace. */
export interface HoverTrace {
  /** Epoch seconds. */
  time(row: number): number;
  /** In the unit of the file. */
  latency(row: number): number;
  /** Ascends in file order. */
  place(row: number): number;
  description(row: number): RowDescription;
  /** Warm invocations of the row's function; null if the file does not record them. */
  warm(row: number): number | null;
  /** All rows of the row's function. Rows of equal time are in file order. */
  ofFunction(row: number): { readonly byTime: RowOrder; readonly byLatency: RowOrder };
  /** All rows of the row's runtime, by latency. */
  ofRuntime(row: number): RowOrder;
  readonly byTime: RowOrder;
}

/** The facts of one row, in O(log rows). Throws RangeError for a row that the table lacks. */
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
      ...describedRow(table, row),
    }),
    warm: (row) => warmOf(table, table.functionId[row]),
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

/** Warm invocations of a function, in O(warm invocations): a millisecond for a million. */
export function warmOf({ warm }: Pick<TraceTable, 'warm'>, functionId: number): number | null {
  if (!warm) return null;
  let count = 0;
  for (const id of warm.functionId.subarray(0, warm.rows)) if (id === functionId) count++;
  return count;
}

/** The rows of an array, in its order. */
export function orderOf(rows: Uint32Array): RowOrder {
  return { length: rows.length, at: (rank) => rows[rank] };
}

/** The facts of one row of any trace. */
export function factsOf(trace: HoverTrace, unitsPerSecond: number, row: number): HoverFacts {
  const time = trace.time(row);
  const { byTime, byLatency } = trace.ofFunction(row);
  return {
    row,
    time,
    ...trace.description(row),
    latency: trace.latency(row) / unitsPerSecond,
    warm: trace.warm(row),
    inFunction: standing(trace, byLatency, unitsPerSecond, row),
    inRuntime: standing(trace, trace.ofRuntime(row), unitsPerSecond, row),
    ...amongFunction(trace, byTime, row),
    inSecond: countInSecond(trace, Math.floor(time)),
  };
}

/** @param rows by ascending latency */
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

/** @param rows the function's, by ascending time, equal times in file order */
function amongFunction(trace: HoverTrace, rows: RowOrder, row: number) {
  const time = trace.time(row);
  const timeAt = (rank: number) => trace.time(rows.at(rank));
  const earlier = countBelow(rows.length, time, timeAt);
  const upTo = countUpTo(rows.length, time, timeAt);
  const before = earlier + countBelow(upTo - earlier, trace.place(row), (rank) => trace.place(rows.at(earlier + rank)));
  return {
    position: before + 1,
    sincePrevious: before === 0 ? null : time - timeAt(before - 1),
    // Compares differences: `time - MINUTE` may round to `time` for huge times, a difference of neighbours is exact.
    inMinute: upTo - countUpTo(rows.length, -MINUTE, (rank) => timeAt(rank) - time),
  };
}

function countInSecond(trace: HoverTrace, second: number): number {
  const { byTime } = trace;
  const secondAt = (rank: number) => Math.floor(trace.time(byTime.at(rank)));
  return countUpTo(byTime.length, second, secondAt) - countBelow(byTime.length, second, secondAt);
}

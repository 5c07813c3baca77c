import { type TraceTable, UNKNOWN_MEMORY } from '../trace';
import { quantileOfRows } from './quantile';
import { groupOf } from './rows';
import { countBelow, countUpTo } from './search';
import type { TraceIndex } from './traceIndex';

/** Length of the window of `HoverFacts.inMinute`, seconds. */
const MINUTE = 60;

/** Names by number: an array, or what decodes them when they are asked for. */
export type NameList = Pick<readonly string[], 'length' | 'at'>;

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
export interface HoverFacts {
  readonly row: number;
  readonly line: number;
  /** Epoch seconds. */
  readonly time: number;
  readonly functionId: number;
  readonly functionName: string;
  /** '' where the trace has none. */
  readonly runtime: string;
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

/** The facts of one row, in O(log rows). Throws RangeError for a row that the table does not have. */
export function hoverFacts(table: HoverTable, index: TraceIndex, unitsPerSecond: number, row: number): HoverFacts {
  if (!Number.isInteger(row) || row < 0 || row >= table.rowCount) {
    throw new RangeError(`There is no row ${row} in a trace of ${table.rowCount} rows.`);
  }
  const time = table.time[row];
  const functionId = table.functionId[row];
  const runtimeId = table.runtimeId[row];
  const memoryMB = table.memoryMB[row];
  const { start, end } = groupOf(index, functionId);
  const byRuntime = { start: index.runtimeStart[runtimeId], end: index.runtimeStart[runtimeId + 1] };
  return {
    row,
    line: table.line[row],
    time,
    functionId,
    functionName: table.functionNames.at(functionId) ?? '',
    runtime: table.runtimeNames[runtimeId] ?? '',
    memoryMB: memoryMB === UNKNOWN_MEMORY ? null : memoryMB,
    latency: table.latency[row] / unitsPerSecond,
    inFunction: standing(table, index.byFunctionLatency.subarray(start, end), unitsPerSecond, row),
    inRuntime: standing(table, index.byRuntimeLatency.subarray(byRuntime.start, byRuntime.end), unitsPerSecond, row),
    ...amongItsFunction(table, index.byFunction.subarray(start, end), row),
    inSecond: countInSecond(table, index.byTime, Math.floor(time)),
  };
}

/** `rows`: by ascending latency. */
function standing(table: HoverTable, rows: Uint32Array, unitsPerSecond: number, row: number): Standing {
  const quantile = (p: number) => quantileOfRows(table.latency, rows, 0, rows.length, p) / unitsPerSecond;
  const atMost = countUpTo(rows.length, table.latency[row], (i) => table.latency[rows[i]]);
  return {
    count: rows.length,
    shareAtMost: atMost / rows.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
  };
}

/** `rows`: the function's, by ascending time, equal times in file order. */
function amongItsFunction(table: HoverTable, rows: Uint32Array, row: number) {
  const time = table.time[row];
  const earlier = countBelow(rows.length, time, (i) => table.time[rows[i]]);
  const upTo = countUpTo(rows.length, time, (i) => table.time[rows[i]]);
  const before = earlier + countBelow(upTo - earlier, row, (i) => rows[earlier + i]);
  return {
    position: before + 1,
    sincePrevious: before === 0 ? null : time - table.time[rows[before - 1]],
    // By difference, which is exact between neighbours of any size where `time - MINUTE` may be `time` again.
    inMinute: upTo - countUpTo(rows.length, -MINUTE, (i) => table.time[rows[i]] - time),
  };
}

function countInSecond(table: HoverTable, rowsByTime: Uint32Array, second: number): number {
  const secondAt = (i: number) => Math.floor(table.time[rowsByTime[i]]);
  return countUpTo(rowsByTime.length, second, secondAt) - countBelow(rowsByTime.length, second, secondAt);
}

import { AdvisedError } from '../errors';
import { countBelow } from '../numeric';
import type { TraceTable } from '../trace';
import type { TraceIndex } from './traceIndex';

/** Which rows a query is about. */
export interface RowSelection {
  /** null: every function. */
  readonly functionId: number | null;
  /** Epoch seconds, half-open [from, to); null: no bound. */
  readonly from: number | null;
  readonly to: number | null;
}

/** A query names a function that the trace lacks. */
export class UnknownFunctionError extends AdvisedError {
  override readonly name = 'UnknownFunctionError';
  constructor(functionId: number, functions: number) {
    super(`There is no function number ${functionId} in this trace, which has ${functions}.`, 'UnknownFunctionError');
  }
}

/** Where a function's rows are in `byFunction` and `byFunctionLatency`. Throws `UnknownFunctionError`. */
export function groupOf(
  index: Pick<TraceIndex, 'functionStart'>,
  functionId: number,
): { readonly start: number; readonly end: number } {
  const functions = index.functionStart.length - 1;
  if (!Number.isInteger(functionId) || functionId < 0 || functionId >= functions) {
    throw new UnknownFunctionError(functionId, functions);
  }
  return { start: index.functionStart[functionId], end: index.functionStart[functionId + 1] };
}

/** The selected rows by ascending time: a view, without copying. */
export function rowsByTime(table: TraceTable, index: TraceIndex, selection: RowSelection): Uint32Array {
  const rows = groupView(index, selection.functionId, index.byTime, index.byFunction);
  const before = (bound: number) => countBelow(rows.length, bound, (i) => table.time[rows[i]]);
  const from = isBound(selection.from) ? before(selection.from) : 0;
  const to = isBound(selection.to) ? before(selection.to) : rows.length;
  return rows.subarray(from, Math.max(from, to));
}

/** The selected rows by ascending latency: a view where the selection has no time bounds, else a copy. */
export function rowsByLatency(table: TraceTable, index: TraceIndex, selection: RowSelection): Uint32Array {
  const rows = groupView(index, selection.functionId, index.byLatency, index.byFunctionLatency);
  if (!isBound(selection.from) && !isBound(selection.to)) return rows;
  const from = isBound(selection.from) ? selection.from : Number.NEGATIVE_INFINITY;
  const to = isBound(selection.to) ? selection.to : Number.POSITIVE_INFINITY;
  return rows.filter((row) => table.time[row] >= from && table.time[row] < to);
}

/** NaN and infinities are no bounds. */
export function isBound(bound: number | null): bound is number {
  return bound !== null && Number.isFinite(bound);
}

function groupView(index: TraceIndex, functionId: number | null, all: Uint32Array, grouped: Uint32Array): Uint32Array {
  if (functionId === null) return all;
  const { start, end } = groupOf(index, functionId);
  return grouped.subarray(start, end);
}

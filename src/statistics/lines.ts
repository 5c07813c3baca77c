import { countBelow } from '../numeric';
import type { TraceTable } from '../trace';
import type { Lines, LinesRequest } from './answers';
import { rowsByTime } from './rows';
import type { TraceIndex } from './traceIndex';

/**
 * The first `limit` lines of the selected cold starts, in file order, and their total. Throws `UnknownFunctionError`.
 */
export function linesOf(table: TraceTable, index: TraceIndex, request: LinesRequest): Lines {
  const rows = rowsByTime(table, index, request);
  const lines = Uint32Array.from(rows, (row) => table.line[row]).sort();
  const limit = Math.max(0, Math.floor(request.limit) || 0);
  return { total: rows.length, lines: Array.from(lines.subarray(0, limit)) };
}

/** The row that starts on `line` (from 1), or -1 for a line that holds none: O(log rows). */
export function rowAtLine(table: Pick<TraceTable, 'line' | 'rowCount'>, line: number): number {
  const row = countBelow(table.rowCount, line, (position) => table.line[position]);
  return row < table.rowCount && table.line[row] === line ? row : -1;
}

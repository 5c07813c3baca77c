import type { Overview } from '../../protocol/queries';
import type { SharedTrace } from '../../protocol/worker';
import type { HoverTable, TraceIndex } from '../../statistics';
import { SharedNames } from '../../trace';
import { LazyColumns } from '../../worker';

/** A trace as it was last read. */
export interface ReadTrace {
  /**
   * Received from the worker on first access. Reading it keeps the columns' memory alive, so avoid it unless you need
   * rows.
   */
  readonly table: HoverTable;
  /** Received with `table`. */
  readonly index: TraceIndex;
  readonly functionNames: SharedNames;
  /** Divide `table.latency` by this for seconds. */
  readonly unitsPerSecond: number;
  readonly overview: Overview;
}

/** A `ReadTrace`, and the columns to release when it is no longer used. */
export function readTraceFrom(shared: SharedTrace, overview: Overview): { trace: ReadTrace; columns: LazyColumns } {
  const { unitsPerSecond } = shared;
  const functionNames = new SharedNames(shared.functionNames);
  const columns = new LazyColumns(shared.columns);
  let table: HoverTable | undefined;
  const trace: ReadTrace = {
    get table() {
      table ??= { ...columns.table, functionNames };
      return table;
    },
    get index() {
      return columns.index;
    },
    functionNames,
    unitsPerSecond,
    overview,
  };
  return { trace, columns };
}

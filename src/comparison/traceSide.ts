import type { Filter } from '../filter';
import { matchingRows, matchingWarm } from '../matching';
import type { Checkpoint } from '../numeric';
import type { TraceTable } from '../trace';
import { coveredSeconds, type TimeRange } from './coveredTime';
import type { SideRows } from './side';

/** A trace of which sides are parts. */
export interface ComparedTrace {
  readonly table: TraceTable;
  readonly unitsPerSecond: number;
  /** Every row, by ascending latency. */
  readonly byLatency: Uint32Array;
  /** null for a trace without a row. */
  readonly timeRange: TimeRange | null;
}

/** What a filter selects of a trace, or with `isRest` what it does not select. */
export async function sideOfTrace(
  { table, unitsPerSecond, byLatency, timeRange }: ComparedTrace,
  filter: Filter,
  isRest: boolean,
  checkpoint?: Checkpoint,
): Promise<SideRows> {
  const isSelected = new Uint8Array(table.rowCount);
  for (const row of await matchingRows(filter, table, unitsPerSecond, checkpoint)) isSelected[row] = 1;
  const wanted = isRest ? 0 : 1;
  const warm = (await matchingWarm(filter, table, checkpoint))?.rows ?? null;
  return {
    rows: byLatency.filter((row) => isSelected[row] === wanted),
    latency: table.latency,
    unitsPerSecond,
    functionId: table.functionId,
    functionNames: table.functionNames,
    stages: table.stages,
    seconds: timeRange && coveredSeconds(filter, timeRange, isRest),
    warm: isRest && warm !== null && table.warm ? table.warm.rows - warm : warm,
  };
}

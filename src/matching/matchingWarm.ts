import type { Filter } from '../filter';
import type { Checkpoint } from '../numeric';
import type { TraceTable, WarmRows } from '../trace';
import { type FailMarker, failMarker } from './failMarker';
import { passingRows } from './matchingRows';
import { functionColumn, numberColumn } from './rowColumns';

/**
 * The warm invocations that a filter selects; null if the table has none, or if the filter asks for more than their
 * function and time, which is all that is known of them.
 */
export async function matchingWarm(
  { terms }: Filter,
  { warm, functionNames }: Pick<TraceTable, 'warm' | 'functionNames'>,
  checkpoint?: Checkpoint,
): Promise<WarmRows | null> {
  if (!warm) return null;
  const markers: FailMarker[] = [];
  for (const term of terms) {
    const { kind } = term.field.column;
    if (kind !== 'function' && kind !== 'time') return null;
    const column = kind === 'time' ? numberColumn(warm.time) : functionColumn(warm.functionId, functionNames);
    markers.push(await failMarker(term, column, checkpoint));
  }
  const rows = await passingRows(markers, warm.rows, checkpoint);
  return {
    rows: rows.length,
    time: Float64Array.from(rows, (row) => warm.time[row]),
    functionId: Uint32Array.from(rows, (row) => warm.functionId[row]),
  };
}

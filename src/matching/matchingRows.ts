import type { Filter, Term } from '../filter';
import { type Checkpoint, forSlices } from '../numeric';
import type { TraceTable } from '../trace';
import { type ColumnInterval, columnInterval, type FailMarker, failMarker } from './failMarker';
import { columnOf } from './rowColumns';

/** A marker for each term of a filter, in their order. Tests each function name and label once. */
export async function failMarkers(
  { terms }: Filter,
  table: TraceTable,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<FailMarker[]> {
  const markers: FailMarker[] = [];
  for (const term of terms) {
    const column = columnOf(term.field.column, table, unitsPerSecond);
    markers.push(await failMarker(term, column, checkpoint));
  }
  return markers;
}

/** The interval of its column that a term selects; null for a term that selects otherwise. */
export function termInterval(term: Term, table: TraceTable, unitsPerSecond: number): ColumnInterval | null {
  return columnInterval(term, columnOf(term.field.column, table, unitsPerSecond));
}

/** The rows that a filter selects, ascending. */
export async function matchingRows(
  filter: Filter,
  table: TraceTable,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const markers = await failMarkers(filter, table, unitsPerSecond, checkpoint);
  return passingRows(markers, table.rowCount, checkpoint);
}

/**
 * The rows of an order that a filter selects, in that order. The order itself if the filter has no terms.
 * @param order rows of the table, each at most once
 */
export async function matchingInOrder(
  filter: Filter,
  table: TraceTable,
  unitsPerSecond: number,
  order: Uint32Array,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  if (filter.terms.length === 0) return order;
  const isMember = new Uint8Array(table.rowCount);
  for (const row of await matchingRows(filter, table, unitsPerSecond, checkpoint)) isMember[row] = 1;
  return order.filter((row) => isMember[row] === 1);
}

/** The rows in [0, rows) that no marker marks. */
export async function passingRows(
  markers: readonly FailMarker[],
  rows: number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const marks = new Uint8Array(rows);
  const passing = new Uint32Array(rows);
  let count = 0;
  await forSlices(rows, checkpoint, (from, to) => {
    for (const mark of markers) mark(marks, 1, from, to);
    count = collect(marks, from, to, passing, count);
  });
  return passing.slice(0, count);
}

function collect(marks: Uint8Array, from: number, to: number, into: Uint32Array, count: number): number {
  let at = count;
  for (let row = from; row < to; row++) {
    // Written in any case: a branch would be mispredicted every other row.
    into[at] = row;
    at += 1 - marks[row];
  }
  return at;
}

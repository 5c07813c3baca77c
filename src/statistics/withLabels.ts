import { type Checkpoint, forSlices } from '../numeric';
import { type LabelColumn, labelsOf, type TraceTable } from '../trace';
import type { LabelFilter } from './answers';
import { tableOfRows } from './tableOfRows';

/**
 * The part of a table whose rows have all of these values of labels: in O(rows), with copies of its columns. Functions
 * and names keep their numbers.
 */
export async function withLabels(
  table: TraceTable,
  filters: readonly LabelFilter[],
  checkpoint?: Checkpoint,
): Promise<TraceTable> {
  const rows = await rowsWith(table, filters, checkpoint);
  // Warm invocations have no labels, so a part has none.
  return { ...tableOfRows(table, rows), warm: null };
}

async function rowsWith(
  table: TraceTable,
  filters: readonly LabelFilter[],
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const columns = labelsOf(table);
  const tests = filters.map(({ key, value }) =>
    isValue(
      columns.find((column) => column.key === key),
      value,
    ),
  );
  const rows = new Uint32Array(table.rowCount);
  let count = 0;
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) if (tests.every((test) => test(row))) rows[count++] = row;
  });
  return rows.subarray(0, count);
}

/** Whether a row has the value; no row has one of a column that the table lacks. */
function isValue(column: LabelColumn | undefined, value: string): (row: number) => boolean {
  const wanted = column?.names.indexOf(value) ?? -1;
  if (!column || wanted < 0) return () => false;
  const { ids } = column;
  return (row) => ids[row] === wanted;
}

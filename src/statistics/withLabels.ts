import { type Checkpoint, forSlices } from '../numeric';
import { type LabelColumn, labelsOf, type RowsOfFile, type TraceTable } from '../trace';
import type { LabelFilter } from './answers';

type AnyArray = Float64Array | Float32Array | Uint32Array | Uint16Array;

/**
 * The part of a table whose rows have all of these values of labels: in O(rows), with copies of its columns. Functions
 * and names keep their numbers. Warm invocations have no labels, so the part does not tell them.
 */
export async function withLabels(
  table: TraceTable,
  filters: readonly LabelFilter[],
  checkpoint?: Checkpoint,
): Promise<TraceTable> {
  const rows = await rowsWith(table, filters, checkpoint);
  const part = <Values extends AnyArray>(values: Values): Values => picked(values, rows);
  const columns = Object.entries(table).filter(([, values]) => ArrayBuffer.isView(values));
  return {
    ...table,
    ...Object.fromEntries(columns.map(([key, values]) => [key, part(values as AnyArray)])),
    rowCount: rows.length,
    stages: table.stages.map((stage) => ({ ...stage, values: part(stage.values) })),
    measures: table.measures.map((measure) => ({ ...measure, values: part(measure.values) })),
    labels: table.labels.map((label) => ({ ...label, ids: part(label.ids) })),
    warm: null,
    files: filesOf(table.files, rows),
  };
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

function picked<Values extends AnyArray>(values: Values, rows: Uint32Array): Values {
  const part = new (values.constructor as new (buffer: SharedArrayBuffer) => Values)(
    new SharedArrayBuffer(rows.length * values.BYTES_PER_ELEMENT),
  );
  for (let at = 0; at < rows.length; at++) part[at] = values[rows[at]];
  return part;
}

function filesOf(files: readonly RowsOfFile[], rows: Uint32Array): RowsOfFile[] {
  let firstRow = 0;
  let at = 0;
  return files.map((file) => {
    while (at < rows.length && rows[at] < file.firstRow + file.rows) at++;
    const part = { ...file, firstRow, rows: at - firstRow };
    firstRow = at;
    return part;
  });
}

import type { RowsOfFile, TraceTable } from '../trace';

type AnyArray = Float64Array | Float32Array | Uint32Array | Uint16Array;

/** Some rows of a table (ascending), as copies of its columns. Functions, names and warm invocations stay. */
export function tableOfRows(table: TraceTable, rows: Uint32Array): TraceTable {
  const part = <Values extends AnyArray>(values: Values): Values => picked(values, rows);
  const columns = Object.entries(table).filter(([, values]) => ArrayBuffer.isView(values));
  return {
    ...table,
    ...Object.fromEntries(columns.map(([key, values]) => [key, part(values as AnyArray)])),
    rowCount: rows.length,
    stages: table.stages.map((stage) => ({ ...stage, values: part(stage.values) })),
    measures: table.measures.map((measure) => ({ ...measure, values: part(measure.values) })),
    labels: table.labels.map((label) => ({ ...label, ids: part(label.ids) })),
    files: filesOf(table.files, rows),
  };
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

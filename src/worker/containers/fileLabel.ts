import { type Label, type RowsOfFile, sharedArray, type TraceTable } from '../../trace';

/** What the label is called, and what if the trace has another column of that name. */
const KEYS = ['file', 'traceFile'];
/** As a `Label` has. */
const MOST_NAMES = 65_535;

/**
 * The labels of a trace of several files: its own, then the file of each row, by which it can be filtered as by any
 * other. Takes two bytes a row.
 */
export function withFileLabel(table: TraceTable, files: readonly RowsOfFile[]): readonly Label[] {
  const { labels, stages, measures, rowCount } = table;
  const names = [...new Set(files.map(({ name }) => name))];
  const idOf = new Map(names.map((name, id) => [name, id]));
  const key = KEYS.find((key) => [...labels, ...stages, ...measures].every((column) => column.key !== key));
  if (key === undefined || names.length > MOST_NAMES) return labels;
  const ids = sharedArray('label', rowCount);
  for (const { name, firstRow, rows } of files) ids.fill(idOf.get(name)!, firstRow, firstRow + rows);
  return [...labels, { key, title: 'file', ids, names }];
}

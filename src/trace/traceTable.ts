import type { Columns, RowArrays } from './columns';
import { keyedColumns, keyedNames, type NamedRows } from './keyedColumns';
import { nameArrays } from './schema';
import type { Label, Measure, Stage, TraceTable, WarmRows } from './table';

/** What a reader has collected of a file. */
interface CollectedRows extends NamedRows {
  /** Cold starts: an array for each of the columns. */
  readonly cold: RowArrays;
  /** Warm invocations, whose first columns are time and function; null if the file does not record them. */
  readonly warm: Columns | null;
}

/** The table of a single file. */
export function traceTable(collected: CollectedRows): TraceTable {
  const { header, cold, warm } = collected;
  const rows = cold.line.length;
  return {
    rowCount: rows,
    ...keyedColumns(header.columns, cold),
    ...keyedNames(collected),
    ...extrasOf(collected),
    warm: warm && warmRows(warm),
    files: [{ name: '', firstRow: 0, rows, lineOffset: 0 }],
  };
}

function extrasOf({ header, cold, names }: CollectedRows): Pick<TraceTable, 'stages' | 'measures' | 'labels'> {
  const { columns } = header;
  const { arrays } = cold;
  const stages: Stage[] = [];
  const measures: Measure[] = [];
  const labels: Label[] = [];
  for (const [at, { key, title, unit = 'count', role }] of columns.entries()) {
    if (role === 'stage') stages.push({ key, title, unit: 's', values: arrays[at] as Float32Array });
    if (role === 'measure') measures.push({ key, title, unit, values: arrays[at] as Float32Array });
    if (role !== 'label') continue;
    const listed = names[nameArrays(columns).indexOf(at)];
    labels.push({ key, title, ids: arrays[at] as Uint16Array, names: [...listed] });
  }
  return { stages, measures, labels };
}

function warmRows(warm: Columns): WarmRows {
  const [time, functionId] = warm.finish().arrays;
  return { rows: warm.rows, time: time as Float64Array, functionId: functionId as Uint32Array };
}

import type { FieldColumn } from '../filter';
import { labelsOf, measuresOf, type NameList, type TraceTable } from '../trace';

/** The values of a field, one for each row. */
export type RowColumn = NumberColumn | TextColumn;

export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Float32Array | Float64Array | Uint32Array;
  /** The element of an unknown value; NaN or above every other. */
  readonly unknown: number;
  /** Elements per unit of the field. */
  readonly perUnit: number;
}

export interface TextColumn {
  readonly kind: 'text';
  readonly ids: Uint16Array | Uint32Array;
  readonly names: NameList;
}

/** The column of a field that was derived from this table's description. */
export function columnOf(column: FieldColumn, table: TraceTable, unitsPerSecond: number): RowColumn {
  switch (column.kind) {
    case 'time':
      return numberColumn(table.time);
    case 'latency':
      return numberColumn(table.latency, unitsPerSecond);
    case 'function':
      return functionColumn(table.functionId, table.functionNames);
    case 'label':
      return { kind: 'text', ...keyed(labelsOf(table), column.key) };
    case 'measure':
      return { kind: 'number', ...keyed(measuresOf(table), column.key), perUnit: 1 };
    case 'stage':
      return numberColumn(keyed(table.stages, column.key).values);
  }
}

export function numberColumn(values: NumberColumn['values'], perUnit = 1): NumberColumn {
  return { kind: 'number', values, unknown: Number.NaN, perUnit };
}

export function functionColumn(ids: TextColumn['ids'], names: NameList): TextColumn {
  return { kind: 'text', ids, names };
}

function keyed<C extends { readonly key: string }>(columns: readonly C[], key: string): C {
  const found = columns.find((column) => column.key === key);
  if (!found) throw new Error(`The table has no column ${key}`);
  return found;
}

import type { Columns } from './columns';
import type { FieldColumn, TraceHeader } from './header';
import { isNames } from './schema';

/** A column, where its value is in the row being read, and its index among the columns of names: -1 for another. */
export interface Place {
  readonly column: FieldColumn;
  readonly at: number;
  readonly name: number;
}

/** Where rows of one sort go, and which columns they have. */
export interface RowSort {
  readonly columns: Columns;
  readonly values: readonly Place[];
  readonly names: readonly Place[];
  /** The row being read: a value for each of `columns`. */
  readonly row: Float64Array;
}

/** @param indices the columns that such rows have, among the header's */
export function sortOf({ columns: all }: TraceHeader, columns: Columns, indices: readonly number[]): RowSort {
  const nameColumns = all.filter(isNames);
  const places = indices.map((index, at) => ({ column: all[index], at, name: nameColumns.indexOf(all[index]) }));
  return {
    columns,
    values: places.filter(({ name }) => name < 0),
    names: places.filter(({ name }) => name >= 0),
    row: new Float64Array(indices.length),
  };
}

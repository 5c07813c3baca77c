import type { Columns } from './columns';
import type { FieldColumn, TraceHeader } from './header';
import { isNames } from './schema';

/** A column, its index among the header's, and for names its index among the columns of names. */
export interface Place {
  readonly column: FieldColumn;
  readonly index: number;
  readonly name: number;
}

/** Where rows of one sort go, and which columns they have. */
export interface RowSort {
  readonly columns: Columns;
  readonly values: readonly Place[];
  readonly names: readonly Place[];
  /** The row being read: one value for each of its columns, then for the others. */
  readonly row: Float64Array;
  /** Where a column's value is in `row`, by the column's index. */
  readonly at: readonly number[];
}

/** @param indices the columns that such rows have, among the header's */
export function sortOf({ columns: all }: TraceHeader, columns: Columns, indices: readonly number[]): RowSort {
  const nameColumns = all.filter(isNames);
  const places = indices.map((index) => ({ column: all[index], index, name: nameColumns.indexOf(all[index]) }));
  return {
    columns,
    values: places.filter(({ name }) => name < 0),
    names: places.filter(({ name }) => name >= 0),
    row: new Float64Array(indices.length),
    at: all.map((_, index) => indices.indexOf(index)),
  };
}

/** What a column holds, which tells a Parquet file's types and how CSV writes a value. */
export type ColumnType =
  /** A double. CSV has it to the nanosecond: finer digits are rounding errors of binary fractions. */
  | 'number'
  /** A float: a measure with at most seven significant digits. */
  | 'shortNumber'
  /** A whole number of at most 2³¹ − 1. */
  | 'count'
  /** A whole number of any size; fractions are rounded. */
  | 'bytes'
  | 'text'
  | 'boolean'
  /** Epoch seconds, to the microsecond; ISO 8601 in CSV. */
  | 'time';

export type Cell = number | string | boolean | null;

export interface OutputColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The value of a row; null and NaN are empty. */
  at(row: number): Cell;
}

/** Rows to be written as CSV or Parquet. */
export interface OutputTable {
  readonly rows: number;
  readonly columns: readonly OutputColumn[];
}

/** The formats of files with a row for each cold start. */
export const TABLE_FORMATS = ['csv', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

import type { RowArrays } from './columns';
import type { NameTable } from './names';
import {
  arrayKey,
  COLUMNS,
  type Column,
  isNames,
  namesKey,
  type OptionalColumns,
  type TraceColumns,
  type TraceNames,
} from './schema';
import { SharedNames } from './sharedNames';

/** The arrays of the columns that a file has, by their keys; null for the others. */
export function keyedColumns(columns: readonly PlacedColumn[], { arrays, line }: RowArrays): TraceColumns {
  const absent = COLUMNS.map((column) => [arrayKey(column), null] as const);
  const present = columns.flatMap((column, at) =>
    isOfSchema(column) ? [[arrayKey(column), arrays[at]] as const] : [],
  );
  return { ...Object.fromEntries([...absent, ...present]), line } as unknown as TraceColumns;
}

/** The names of the columns that a file has, by their keys; the one name '' for the others. */
export function keyedNames({ header, names }: NamedRows): TraceNames {
  const absent = COLUMNS.filter(isNames).map((column) => [namesKey(column), ['']] as const);
  const present = header.columns
    .filter(isNames)
    .flatMap((column, at) =>
      isOfSchema(column)
        ? [[namesKey(column), column.kind === 'label' ? [...names[at]] : new SharedNames(names[at].bytes)] as const]
        : [],
    );
  return Object.fromEntries([...absent, ...present]) as unknown as TraceNames;
}

/** A column of the schema, or one of a format. */
export interface PlacedColumn extends Column {
  /** Absent for a column of the schema. The `id` tells whether a row repeats an earlier one. */
  readonly role?: 'stage' | 'measure' | 'label' | 'id';
}

function isOfSchema({ role }: PlacedColumn): boolean {
  return role === undefined;
}

export interface NamedRows {
  readonly header: { readonly columns: readonly PlacedColumn[] };
  /** Of each column of names. */
  readonly names: readonly NameTable[];
}

/** Which of the optional columns a file has. */
export function optionalColumns(columns: readonly Column[]): OptionalColumns {
  const optional = COLUMNS.filter(({ required }) => !required).map(({ key }) => key);
  return Object.fromEntries(
    optional.map((key) => [key, columns.some((column) => column.key === key)]),
  ) as OptionalColumns;
}

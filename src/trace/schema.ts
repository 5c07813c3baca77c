/**
 * The only list of a trace's columns: header, readers, tables and protocol loop over it. To add a column, add an entry,
 * then use it where it is shown. A file that lacks an optional column has no array for it.
 */

import type { MeasureUnit } from '../text';
import { MOST_NUMBERED } from './nameBytes';
import type { NameList } from './sharedNames';

/** What a column holds. Determines its array, how its cells are read, and the value of an empty optional cell. */
export type ColumnKind =
  /** Epoch seconds, 0 or more, as a double: written as a count in seconds or finer, or as an ISO 8601 date. */
  | 'time'
  /** A double, 0 or more. NaN for an empty cell. */
  | 'number'
  /** The same in single precision, for measures with at most seven significant digits. */
  | 'number32'
  /** A number rounded to a whole one, 0 to 4,294,967,294. `UNKNOWN_COUNT` for an empty cell. */
  | 'count'
  /** Text with millions of distinct values, held as an index into a list of them. '' for an empty cell. */
  | 'name'
  /** Text with at most 65,535 distinct values, held likewise in two bytes. */
  | 'label';

export interface Column {
  readonly key: string;
  /** Its name in the header of a file. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** Whether every file must have the column and every row a readable value. Otherwise the value may be unknown. */
  readonly required: boolean;
  /** What its values are, in the plural, for messages. */
  readonly plural: string;
  /** Its name on screen. */
  readonly title: string;
  /** What an optional column holds, for the header's hover. */
  readonly meaning?: string;
  /** What the numbers of a measure count. Absent for the other columns. */
  readonly unit?: MeasureUnit;
  /** What other tools call it, in lower-case letters: if a header has such a name, its error suggests to rename it. */
  readonly otherNames?: readonly string[];
}

export const COLUMNS = [
  {
    key: 'time',
    header: '__time__',
    kind: 'time',
    required: true,
    plural: 'times',
    title: 'time',
    otherNames: [
      ...['time', 'timestamp', 'ts', 'epoch', 'date', 'datetime'],
      ...['start', 'starttime', 'starttimestamp', 'arrival'],
    ],
  },
  {
    key: 'function',
    header: 'functionName',
    kind: 'name',
    required: true,
    plural: 'function names',
    title: 'function',
    otherNames: ['function', 'func', 'funcname', 'functionid', 'hashfunction', 'fn', 'name', 'app'],
  },
  /** As the file writes it; divide by `unitsPerSecond(unit)` of the unit in force for seconds. */
  {
    key: 'latency',
    header: 'latency',
    kind: 'number',
    required: true,
    plural: 'latencies',
    title: 'latency',
    otherNames: [
      ...['duration', 'durationms', 'latencyms', 'latencys', 'elapsed'],
      ...['initduration', 'coldstart', 'coldstartms'],
    ],
  },
  {
    key: 'runtime',
    header: 'runtime',
    kind: 'label',
    required: false,
    plural: 'runtimes',
    title: 'runtime',
    meaning: 'the language runtime',
    otherNames: ['language', 'lang', 'runtimename'],
  },
  {
    key: 'memoryMB',
    header: 'memoryMB',
    kind: 'count',
    required: false,
    plural: 'megabytes',
    title: 'memory',
    meaning: "the container's memory",
    unit: 'MB',
    otherNames: ['memory', 'mem', 'memorysize', 'memmb'],
  },
] as const satisfies readonly Column[];

/** An empty cell of a column of counts. */
export const UNKNOWN_COUNT = 0xffff_ffff;

const ARRAYS = {
  time: Float64Array,
  number: Float64Array,
  number32: Float32Array,
  count: Uint32Array,
  name: Uint32Array,
  label: Uint16Array,
} as const satisfies Record<ColumnKind, unknown>;

type ArrayType = new (buffer: ArrayBufferLike, offset: number, length: number) => ColumnArray;

export type ColumnArray = InstanceType<(typeof ARRAYS)[ColumnKind]>;
/** Numbers of names. */
export type NameIds = InstanceType<(typeof ARRAYS)['name' | 'label']>;

/** How many distinct names a column may have. 65,535 leaves one value of a Uint16 for "none". */
const MOST_NAMES = { name: MOST_NUMBERED, label: 65_535 } as const;

type Listed = (typeof COLUMNS)[number];
type ListedName = Extract<Listed, { kind: 'name' | 'label' }>;

/** Keys of the columns that a file may lack. */
export type OptionalKey = Extract<Listed, { required: false }>['key'];
export type NameKey = ListedName['key'];

type ArrayKey<C extends Listed> = C extends ListedName ? `${C['key']}Id` : C['key'];
type ArrayOf<C extends Listed> =
  | InstanceType<(typeof ARRAYS)[C['kind']]>
  | (C extends { required: true } ? never : null);

/** One array per column: values under its key, numbers of names under key + `Id`. null if the file lacks the column. */
export type TraceColumns = { readonly [C in Listed as ArrayKey<C>]: ArrayOf<C> } & {
  /** Line of the file on which the row starts, from 1. Ascending. */
  readonly line: Uint32Array;
};

/** The distinct names of each column, in order of appearance, under key + `Names`; only '' if the file lacks it. */
export type TraceNames = {
  readonly [C in ListedName as `${C['key']}Names`]: C['kind'] extends 'name' ? NameList : readonly string[];
};

/** Which of the optional columns a file has. */
export type OptionalColumns = { readonly [K in OptionalKey]: boolean };

/** Keys of the columns of names. */
export const NAME_KEYS = COLUMNS.filter(isNames).map(({ key }) => key as NameKey);

export function isNames({ kind }: Pick<Column, 'kind'>): boolean {
  return kind === 'name' || kind === 'label';
}

/** Which of these columns hold names. */
export function nameArrays(columns: readonly Pick<Column, 'kind'>[]): number[] {
  return columns.flatMap((column, index) => (isNames(column) ? [index] : []));
}

/** Key of a column's array in a table. */
export function arrayKey(column: Pick<Column, 'key' | 'kind'>): string {
  return isNames(column) ? `${column.key}Id` : column.key;
}

/** Key of a column's names in a table. */
export function namesKey({ key }: Pick<Column, 'key'>): string {
  return `${key}Names`;
}

export function mostNames(kind: ColumnKind): number {
  return kind === 'label' ? MOST_NAMES.label : MOST_NAMES.name;
}

/** An array of `length` zeros in memory that threads share. */
export function sharedArray<K extends ColumnKind>(kind: K, length: number): InstanceType<(typeof ARRAYS)[K]> {
  return arrayOver(kind, new SharedArrayBuffer(length * ARRAYS[kind].BYTES_PER_ELEMENT), 0, length) as InstanceType<
    (typeof ARRAYS)[K]
  >;
}

/** A view on memory that holds a column. */
export function arrayOver(kind: ColumnKind, buffer: ArrayBufferLike, offset: number, length: number): ColumnArray {
  return new (ARRAYS[kind] as ArrayType)(buffer, offset, length);
}

/** The number of a row's name; 0, the number of '', if the file lacks the column. */
export function idAt(ids: NameIds | null, row: number): number {
  return ids === null ? 0 : ids[row];
}

/** A row's count; `UNKNOWN_COUNT` if the file lacks the column. */
export function countAt(counts: Uint32Array | null, row: number): number {
  return counts === null ? UNKNOWN_COUNT : counts[row];
}

import type { Cell, FieldTest } from './cells';
import { splitRecord } from './csvText';
import type { DateForm } from './dates';
import type { Delimiter } from './formats/sample';
import type { PlacedColumn } from './keyedColumns';
import { COLUMNS, type Column } from './schema';
import { TraceError } from './traceError';
import type { Scale } from './units';

const BYTE_ORDER_MARK = /^\ufeff/;
const LINE_END = /\r?\n|\r/;

/** A column, and where its values stand in each row. */
export interface FieldColumn extends PlacedColumn {
  /** Its field, from 0: the first one of a cell that consists of several. -1 where all rows have the same value. */
  readonly field: number;
  /** What its cells consist of. Absent: the field. */
  readonly cell?: Cell;
  /** Its numbers in the file to ours. Absent: they are the same. */
  readonly scale?: Scale;
  /** Its dates. Absent: counts, or ISO 8601 dates. */
  readonly date?: DateForm;
  /** Where the values of rows without a value in its cell stand. */
  readonly orElse?: FieldColumn;
  /** Of times that stand in for others: how many of their counts are a second. */
  readonly perSecond?: number;
}

/** How the rows of a file are read. Plain data. */
export interface TraceHeader {
  /** Names of all fields, trimmed. */
  readonly names: readonly string[];
  /** Whether the first record names the fields. */
  readonly isNamed: boolean;
  /** The columns that the file has: those of the schema in its order, then the format's. */
  readonly columns: readonly FieldColumn[];
  readonly delimiter: Delimiter;
  readonly decimalComma: boolean;
  /** Passes for rows that are cold starts or warm invocations. Absent: all are. */
  readonly only?: FieldTest;
  /** Passes for cold starts; the other rows are warm invocations. Absent: all are cold starts. */
  readonly cold?: FieldTest;
}

/** The columns that warm invocations have, as indices of the header's columns; null where there are none. */
export function warmColumns({ columns, cold }: Pick<TraceHeader, 'columns' | 'cold'>): number[] | null {
  if (cold === undefined) return null;
  return columns.flatMap(({ key, role }, at) => (key === 'time' || key === 'function' || role === 'id' ? [at] : []));
}

/** The columns of a header line, or null if it is not a trace's header. A byte-order mark is ignored. */
export function headerColumns(line: string, schema: readonly Column[] = COLUMNS): TraceHeader | null {
  const header = locate(line, schema);
  return lacksRequired(header, schema) || duplicate(header) !== null ? null : header;
}

/** Whether a file's first non-blank line is a trace's header. */
export function isTraceHeader(line: string): boolean {
  return headerColumns(line) !== null;
}

/** Characters in which the header of a released trace ends: a longer one is recognised as that of a table. */
const LONGEST_HEADER = 1 << 13;

/** The line, from 0, of the trace's header at the top of a text, below blank lines; null without one. */
export function traceHeaderLine(text: string): number | null {
  const top = text.slice(0, LONGEST_HEADER);
  const content = top.trimStart();
  if (!isTraceHeader(content.split(LINE_END, 1)[0])) return null;
  return top.slice(0, top.length - content.length).split(LINE_END).length - 1;
}

/**
 * The columns of a file's header.
 * @param record the header's text, without its line end
 * @param line its number, from 1
 * @param faulty makes the error for a header that lacks required columns, from its names
 * Throws that error, or a TraceError for a duplicate column.
 */
export function readHeader(
  record: string,
  line: number,
  faulty: (names: readonly string[]) => TraceError,
  schema: readonly Column[] = COLUMNS,
): TraceHeader {
  const header = locate(record, schema);
  if (lacksRequired(header, schema)) throw faulty(header.names);
  const twice = duplicate(header);
  if (twice !== null) throw duplicateColumn(header.names, twice, line);
  return header;
}

/** The error for a header that has a column twice. */
export function duplicateColumn(names: readonly string[], name: string, line: number): TraceError {
  return new TraceError(
    'duplicateColumn',
    `Line ${line}, column ${names.lastIndexOf(name) + 1}: the header has a second column ${name}.`,
    'Rename or remove one of the two, so that it is clear which to read.',
  );
}

/** The names in a header line, trimmed. A byte-order mark is ignored. */
export function headerNames(record: string, delimiter: Delimiter = ','): string[] {
  return splitRecord(record.replace(BYTE_ORDER_MARK, ''), delimiter).map((field) => field.trim());
}

function locate(record: string, schema: readonly Column[]): TraceHeader {
  const names = headerNames(record);
  const columns = schema.map((column) => ({ ...column, field: names.indexOf(column.header) }));
  return {
    names,
    isNamed: true,
    columns: columns.filter(({ field }) => field >= 0),
    delimiter: ',',
    decimalComma: false,
  };
}

function lacksRequired({ names }: TraceHeader, schema: readonly Column[]): boolean {
  return schema.some(({ header, required }) => required && !names.includes(header));
}

/** The name of a column that the file has twice. */
function duplicate({ names, columns }: TraceHeader): string | null {
  return columns.find(({ header, field }) => names.lastIndexOf(header) !== field)?.header ?? null;
}

/** At most `length` UTF-16 code units of a text, ending in an ellipsis if it was longer. No character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

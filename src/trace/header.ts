import { splitRecord } from './csvText';
import { COLUMNS, type Column } from './schema';
import { TraceError } from './traceError';

const BYTE_ORDER_MARK = /^\ufeff/;

/** A column, and its field in each row, from 0. */
export interface FieldColumn extends Column {
  readonly field: number;
}

/** What a header line says. Plain data. */
export interface TraceHeader {
  /** Names of all fields, trimmed. */
  readonly names: readonly string[];
  /** The columns of the schema that the file has, in the schema's order. */
  readonly columns: readonly FieldColumn[];
}

/** The columns that a header line names, or null for a line that is no trace's header. A byte-order mark is tolerated. */
export function headerColumns(line: string, schema: readonly Column[] = COLUMNS): TraceHeader | null {
  const header = locate(line, schema);
  return lacksRequired(header, schema) || duplicate(header) !== null ? null : header;
}

/** Whether a file's first line that is not blank is that of a trace. */
export function isTraceHeader(line: string): boolean {
  return headerColumns(line) !== null;
}

/**
 * The columns that a file's header names.
 * @param record the header's text, without its line end
 * @param line where it stands, from 1
 * @param faulty makes the error for a line that lacks required columns, from the names that it has
 * Throws that error, or a TraceError for a column that is there twice.
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
  if (twice !== null) {
    throw new TraceError(
      'duplicateColumn',
      `Line ${line}, column ${header.names.lastIndexOf(twice) + 1}: the header has a second column ${twice}.`,
      'Rename or remove one of the two, so that it is clear which to read.',
    );
  }
  return header;
}

function locate(record: string, schema: readonly Column[]): TraceHeader {
  const names = splitRecord(record.replace(BYTE_ORDER_MARK, '')).map((field) => field.trim());
  const columns = schema.map((column) => ({ ...column, field: names.indexOf(column.header) }));
  return { names, columns: columns.filter(({ field }) => field >= 0) };
}

function lacksRequired({ names }: TraceHeader, schema: readonly Column[]): boolean {
  return schema.some(({ header, required }) => required && !names.includes(header));
}

/** The header of a column that the file has twice. */
function duplicate({ names, columns }: TraceHeader): string | null {
  return columns.find(({ header, field }) => names.lastIndexOf(header) !== field)?.header ?? null;
}

/** At most `length` characters of a text, the last an ellipsis where some were left out; no character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

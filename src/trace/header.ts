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

/** The columns of a header line, or null if it is not a trace's header. A byte-order mark is ignored. */
export function headerColumns(line: string, schema: readonly Column[] = COLUMNS): TraceHeader | null {
  const header = locate(line, schema);
  return lacksRequired(header, schema) || duplicate(header) !== null ? null : header;
}

/** Whether a file's first non-blank line is a trace's header. */
export function isTraceHeader(line: string): boolean {
  return headerColumns(line) !== null;
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

/** The name of a column that the file has twice. */
function duplicate({ names, columns }: TraceHeader): string | null {
  return columns.find(({ header, field }) => names.lastIndexOf(header) !== field)?.header ?? null;
}

/** At most `length` UTF-16 code units of a text, ending in an ellipsis if it was longer. No character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

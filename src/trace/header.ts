import { TraceError } from './traceError';

/** The columns of a trace, by the names the released files give them. */
export const COLUMN = {
  time: '__time__',
  functionName: 'functionName',
  latency: 'latency',
  runtime: 'runtime',
  memoryMB: 'memoryMB',
} as const;

export const REQUIRED = ['time', 'functionName', 'latency'] as const;
/** Where a trace's columns stand in each row: indices from 0, -1 for an optional column the file does not have. */
export interface TraceHeader {
  readonly time: number;
  readonly functionName: number;
  readonly latency: number;
  readonly runtime: number;
  readonly memoryMB: number;
  /** Names of all columns, trimmed. */
  readonly names: readonly string[];
}

/** The columns that a header line names, or null for a line that is no trace's header. A byte-order mark is tolerated. */
export function headerColumns(line: string): TraceHeader | null {
  const header = locate(splitRecord(line));
  return REQUIRED.every((column) => header[column] >= 0) && duplicate(header) === null ? header : null;
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
): TraceHeader {
  const header = locate(splitRecord(record));
  if (REQUIRED.some((column) => header[column] < 0)) throw faulty(header.names);
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

/** The fields of one well-formed record, quotes taken off. */
function splitRecord(record: string): string[] {
  const text = record.replace(/^\ufeff/, '').replace(/\r?\n$|\r$/, '');
  const fields: string[] = [];
  let from = 0;
  while (from <= text.length) {
    const quoted = text[from] === '"';
    const comma = text.indexOf(',', quoted ? closingQuote(text, from) : from);
    const to = comma < 0 ? text.length : comma;
    const field = text.slice(from, to);
    fields.push(quoted ? field.replace(/^"|"$/g, '').replaceAll('""', '"') : field);
    from = to + 1;
  }
  return fields;
}

/** Where the quoted field that opens at `open` closes; the text's end where it does not. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

function locate(fields: readonly string[]): TraceHeader {
  const names = fields.map((field) => field.trim());
  return {
    time: names.indexOf(COLUMN.time),
    functionName: names.indexOf(COLUMN.functionName),
    latency: names.indexOf(COLUMN.latency),
    runtime: names.indexOf(COLUMN.runtime),
    memoryMB: names.indexOf(COLUMN.memoryMB),
    names,
  };
}

function duplicate({ names }: TraceHeader): string | null {
  return Object.values(COLUMN).find((name) => names.indexOf(name) !== names.lastIndexOf(name)) ?? null;
}

/** At most `length` characters of a text, the last an ellipsis where some were left out; no character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

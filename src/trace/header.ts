import { TraceError } from './traceError';

/** The columns of a trace, by the names the released files give them. */
export const COLUMN = {
  time: '__time__',
  functionName: 'functionName',
  latency: 'latency',
  runtime: 'runtime',
  memoryMB: 'memoryMB',
} as const;

const REQUIRED = ['time', 'functionName', 'latency'] as const;
const SCHEMA = `A trace has the columns ${COLUMN.time}, ${COLUMN.functionName} and ${COLUMN.latency}, and may have ${COLUMN.runtime} and ${COLUMN.memoryMB}, in any order and among others.`;

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
 * Throws a TraceError that names what is missing, doubled or written with another delimiter.
 */
export function readHeader(record: string, line: number): TraceHeader {
  const header = locate(splitRecord(record));
  const missing = REQUIRED.filter((column) => header[column] < 0).map((column) => COLUMN[column]);
  if (missing.length > 0) throw missingColumns(record, header, missing, line);
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

function missingColumns(record: string, header: TraceHeader, missing: readonly string[], line: number): TraceError {
  const delimiter = otherDelimiter(record, line);
  if (delimiter) return delimiter;
  const columns = missing.length === 1 ? `column ${missing[0]}` : `columns ${missing.join(', ')}`;
  return new TraceError(
    'missingColumn',
    `Line ${line}: the header lacks the ${columns}. It has: ${describeNames(header.names)}.`,
    `${SCHEMA} ${hint(header.names, missing)}`.trim(),
  );
}

/** The error for a header whose columns are those of a trace but not separated by commas; null for any other. */
export function otherDelimiter(record: string, line: number): TraceError | null {
  const candidates: [string, string][] = [
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'vertical bars'],
  ];
  const found = candidates.find(([character]) => {
    const header = locate(record.split(character).map((field) => field.replaceAll('"', '')));
    return REQUIRED.every((column) => header[column] >= 0);
  });
  if (!found) return null;
  return new TraceError(
    'delimiter',
    `Line ${line}: the header's columns are separated by ${found[1]}, not by commas.`,
    'Save the file with commas between its fields.',
  );
}

const NAMES_SHOWN = 12;

function describeNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => (name === '' ? '(unnamed)' : shorten(name, 40)));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Names that differ from a missing one only in upper and lower case. */
function hint(names: readonly string[], missing: readonly string[]): string {
  const similar = missing.flatMap((wanted) => {
    const name = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
    return name === undefined ? [] : [`${name} must be written ${wanted}.`];
  });
  return similar.join(' ');
}

/** At most `length` characters of a text, the last an ellipsis where some were left out; no character is cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

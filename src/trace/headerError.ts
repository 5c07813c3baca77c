import { sniffTable } from './formats/sniff';
import { headerColumns, shorten } from './header';
import { COLUMNS, type Column } from './schema';
import { TraceError } from './traceError';

const SCHEMA: readonly Column[] = COLUMNS;
const REQUIRED = headersOf(true);
const DESCRIPTION = `A trace has the columns ${listed(REQUIRED)}, and may have ${listed(headersOf(false))}, in any order and among others.`;

const DELIMITERS: readonly (readonly [character: string, name: string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

/** Lines, from the first one, that are searched for a header. */
const LINES_SEARCHED = 50;
const NAMES_SHOWN = 12;

/** What is known of a first line that is not the header of a trace. */
export interface HeaderFault {
  /** Column, from 1, with a stray quote; 0 if the line is well-formed. */
  readonly strayQuote: number;
  /** Names of the columns; empty if the line is malformed. */
  readonly names: readonly string[];
}

/**
 * The error for a file whose first non-blank line is not the header of a trace: what was found, where a header was
 * seen, and what to do.
 * @param text the beginning of the file from that line on
 * @param line number of that line, from 1
 */
export function headerError(text: string, line: number, { strayQuote, names }: HeaderFault): TraceError {
  const lines = text.split(/\r\n|\n|\r/, LINES_SEARCHED);
  const [first] = lines;
  return (
    otherDelimiter(first, line) ??
    headerBelow(lines, line) ??
    spacedQuotes(first, line) ??
    insideJson(first, line) ??
    (strayQuote > 0 ? brokenHeader(line, strayQuote) : (lackingBelow(text, line) ?? missingColumns(names, line)))
  );
}

/** The error for names of columns below comments or a spreadsheet's `sep=;`, which lack some of a trace. */
function lackingBelow(text: string, line: number): TraceError | null {
  const table = sniffTable(text);
  return table !== null && table.skipLines > 0 ? missingColumns(table.names, line + table.skipLines) : null;
}

/** The error for a first line that is longer than any header. */
export function tooLongHeader(line: number): TraceError {
  return new TraceError(
    'header',
    `Line ${line} is too long to be a header.`,
    'The first line of a trace names its columns, separated by commas: check that this is the file you mean.',
  );
}

/** The delimiter of a trace's header that is not delimited by commas; null for any other line. */
function delimiterOf(record: string): string | null {
  const found = DELIMITERS.find(([character]) => {
    const names = record.split(character).map((field) => field.replaceAll('"', '').trim().toLowerCase());
    return REQUIRED.every((column) => names.includes(column.toLowerCase()));
  });
  return found?.[1] ?? null;
}

function otherDelimiter(record: string, line: number): TraceError | null {
  const delimiter = delimiterOf(record);
  if (delimiter === null) return null;
  const missing = REQUIRED.filter((column) => !record.includes(column));
  const spelling = missing.length > 0 ? ` Write the names ${missing.join(', ')} in this spelling.` : '';
  return new TraceError(
    'delimiter',
    `Line ${line}: the header's columns are separated by ${delimiter}, not by commas.`,
    `Save the file with commas between its fields.${spelling}`,
  );
}

/** The error for a header below other lines, such as comments or a spreadsheet's `sep=;`. */
function headerBelow(lines: readonly string[], line: number): TraceError | null {
  const at = lines.findIndex((text) => headerColumns(text) !== null || delimiterOf(text) !== null);
  if (at <= 0) return null;
  const delimiter = delimiterOf(lines[at]);
  const found = shorten(lines[0].replace(/^\ufeff/, '').trim(), 40);
  const above = at === 1 ? `line ${line}` : `lines ${line} to ${line + at - 1}`;
  const save = delimiter === null ? '' : `, and save the file with commas instead of ${delimiter} between its fields`;
  return new TraceError(
    delimiter === null ? 'header' : 'delimiter',
    `Line ${line} is not the header of a trace: it is "${found}". The header is on line ${line + at}${delimiter === null ? '' : `, its columns separated by ${delimiter}`}.`,
    `Remove ${above}${save}.`,
  );
}

function spacedQuotes(record: string, line: number): TraceError | null {
  const spaced = /,[ \t]+"/;
  if (!spaced.test(record) || headerColumns(record.replaceAll(/,[ \t]+"/g, ',"')) === null) return null;
  const column = record.slice(0, record.search(spaced)).split(',').length + 1;
  return new TraceError(
    'header',
    `Line ${line}, column ${column}: the header has a space between the comma and the quote.`,
    'Remove the spaces before the quotes, here and in the rows.',
  );
}

/** A member of an object, or what closes one. */
const JSON_MEMBER = /^\s*(?:"(?:[^"\\]|\\.)*"\s*:|[\]}]+\s*,?\s*$)/;

/** The error for JSON whose first lines are missing. */
function insideJson(record: string, line: number): TraceError | null {
  if (!JSON_MEMBER.test(record)) return null;
  return new TraceError(
    'header',
    `Line ${line} stands inside a JSON object or array whose beginning is missing.`,
    'Copy or export the whole file again.',
  );
}

function brokenHeader(line: number, column: number): TraceError {
  return new TraceError(
    'header',
    `Line ${line}, column ${column}: the header has a stray quote.`,
    'The first line of a trace names its columns, separated by commas: check that this is the file you mean, and fix its first line.',
  );
}

function missingColumns(names: readonly string[], line: number): TraceError {
  const missing = REQUIRED.filter((column) => !names.includes(column));
  const columns = missing.length === 1 ? `column ${missing[0]}` : `columns ${missing.join(', ')}`;
  return new TraceError(
    'missingColumn',
    isText(names)
      ? `Line ${line} is a line of text, not the header of a trace: it lacks the ${columns}.`
      : `Line ${line}: the header lacks the ${columns}. It has: ${describeNames(names)}.`,
    [DESCRIPTION, ...separators(names), ...renamings(names, missing, line)].join(' '),
  );
}

/** Fewer columns than a trace has, and names longer than any column's. */
const [FEWEST_COLUMNS, MOST_WORDS] = [REQUIRED.length, 8];

/** Whether a first line seems to be a message, whose text is never shown, rather than names of columns. */
function isText(names: readonly string[]): boolean {
  if (separators(names).length > 0) return false;
  const most = names.length < FEWEST_COLUMNS ? 1 : MOST_WORDS;
  return names.some((name) => name.trim().split(/\s+/).length > most);
}

/** What seems to separate the fields of a header that has no comma. */
function separators(names: readonly string[]): string[] {
  if (names.length !== 1) return [];
  const found = DELIMITERS.filter(([delimiter]) => names[0].split(delimiter).length > 2);
  return found.map(([, word]) => `Its fields seem to be separated by ${word}: save the file with commas between them.`);
}

/** Names of columns in a message. */
export function describeNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => (name === '' ? '(unnamed)' : shorten(name, 40)));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** What to rename: names that differ from a missing one in case only, and names that other tools use. */
function renamings(names: readonly string[], missing: readonly string[], line: number): string[] {
  const likely: string[] = [];
  const misspelt = missing.flatMap((column) => {
    const name = names.find((name) => name.toLowerCase() === column.toLowerCase());
    if (name !== undefined) return [`${name} must be written ${column}.`];
    const others = SCHEMA.find(({ header }) => header === column)?.otherNames ?? [];
    const other = names.find((name) => lettersOf(name) === lettersOf(column) || others.includes(lettersOf(name)));
    if (other !== undefined) likely.push(`${shorten(other, 40)} to ${column}`);
    return [];
  });
  return likely.length === 0
    ? misspelt
    : [...misspelt, `If they hold the same, rename ${likely.join(', ')} in line ${line}.`];
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

function headersOf(kind: boolean): string[] {
  return SCHEMA.filter(({ required }) => required === kind).map(({ header }) => header);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

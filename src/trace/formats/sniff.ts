/**
 * Whether a text is a delimited table, and how it is delimited. Content decides; the name of the file does not count.
 * One pass counts the delimiters of the first records, a second one cuts the first, and all when they are asked for.
 * Records without quotes are left to the string methods of the runtime: this may run once only, before it is compiled.
 */

import { closingQuote } from '../csvText';
import { DELIMITERS, type Delimiter, type TableSample } from './sample';

/** Records after the first that a sample keeps. */
const MOST_ROWS = 50;
/** Lines at the top that may be comments, blank, or `sep=;`. */
const MOST_TOP_LINES = 50;
/** Records above the header that may be titles. */
const MOST_TITLES = 5;
/** Records by which a delimiter is chosen: all within this many characters, and a few of wide tables. */
const MEASURED_TEXT = 1 << 14;
const FEWEST_MEASURED = 5;
/** A file with this share of records of one width is a table. Fewer may do if the first record names columns. */
const AGREEING = 0.9;
const AGREEING_BELOW_NAMES = 0.5;
/** Fields by which most text is told from names of columns. */
const FEW_NAMES = 8;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** In the order in which they win: text holds commas and blanks more often than the others. */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];

/** `sep=;`, by which Excel learns the delimiter, with or without quotes. */
const SEPARATOR_LINE = /^"?sep=(.)"?\s*$/i;
const COMMENT = /^(#|\/\/|%)/;
/** One word, and perhaps a unit: what columns are called, and sentences are not. */
const COLUMN_NAME = /^[\p{L}_@$][\p{L}\p{N}_@$.:/-]*( ?[([][^)\]]*[)\]])?$/u;
const BEGINS_LIKE_JSON = /^\s*[[{]/;
const MARKDOWN = /^\s*\|.*\r?\n\s*\|[\s:|-]+\r?(\n|$)/;

/** A record of the text, and how many fields it has by each candidate. */
interface Widths {
  readonly start: number;
  readonly line: number;
  readonly widths: readonly number[];
}

/**
 * A text's beginning as a table. null if it does not look like one: prose, JSON, Markdown, log lines of varying width,
 * one column.
 * @param text whole lines, without a byte-order mark
 * @param delimiter known to its owner: then any text is a table
 */
export function sniffTable(text: string, delimiter: Delimiter | null = null): TableSample | null {
  const top = skipTop(text);
  if (delimiter !== null) return cutTable(text, { ...(choose(text, top, [delimiter]) ?? top), delimiter });
  if (BEGINS_LIKE_JSON.test(text) || MARKDOWN.test(text)) return null;
  const stated = top.delimiter;
  const choice =
    stated === null ? (choose(text, top, CANDIDATES) ?? choose(text, top, [' '])) : choose(text, top, [stated]);
  const table = choice === null ? null : cutTable(text, choice);
  return table !== null && hasTwoColumns(table) ? table : null;
}

function cutTable(text: string, { start, line, delimiter }: Place & { readonly delimiter: Delimiter }): TableSample {
  const [[names = []], rest] = cutRecords(text, start, delimiter, 1);
  let rows: readonly (readonly string[])[] | null = null;
  return {
    delimiter,
    skipLines: line - 1,
    names,
    get rows() {
      rows ??= cutRecords(text, rest, delimiter, MOST_ROWS)[0];
      return rows;
    },
  };
}

/** Lines of code end in a semicolon, so they have a second field, which is always empty. */
function hasTwoColumns(table: TableSample): boolean {
  const { names } = table;
  let filled = 0;
  for (let field = 0; field < names.length && filled < 2; field++) if (names[field] !== '') filled++;
  for (let field = 0; field < names.length && filled < 2; field++) {
    if (names[field] === '' && table.rows.some((row) => (row[field] ?? '') !== '')) filled++;
  }
  return filled === 2;
}

interface Place {
  readonly start: number;
  /** From 1. */
  readonly line: number;
}

/** Passes over blank lines, comments and `sep=;` at the top. */
function skipTop(text: string): Place & { readonly delimiter: Delimiter | null } {
  let delimiter: Delimiter | null = null;
  let start = 0;
  let line = 1;
  for (; line <= MOST_TOP_LINES && start < text.length; line++) {
    const end = lineEnd(text, start);
    const content = text.slice(start, Math.min(end, start + 100));
    const separator = SEPARATOR_LINE.exec(content)?.[1];
    if (separator !== undefined && isDelimiter(separator)) delimiter = separator;
    else if (content.trim() !== '' && !COMMENT.test(content)) break;
    start = afterLineEnd(text, end);
  }
  return { start, line, delimiter };
}

function isDelimiter(text: string): text is Delimiter {
  return (DELIMITERS as readonly string[]).includes(text);
}

/** The best of several delimiters, and where the first record starts; null if the text is no table by any. */
function choose(
  text: string,
  from: Place,
  candidates: readonly Delimiter[],
): (Place & { readonly delimiter: Delimiter }) | null {
  const records = measure(text, from, candidates);
  let best: { delimiter: Delimiter; width: number; first: Widths } | null = null;
  candidates.forEach((delimiter, index) => {
    const width = usualWidth(records.map(({ widths }) => widths[index]));
    const first = firstRecord(text, records, index, width, delimiter);
    if (first === null || !isTable(text, records.slice(records.indexOf(first)), index, width, delimiter)) return;
    // Whoever must take a header for a title is wrong, however wide its rows are.
    const isBetter =
      best === null || first.line < best.first.line || (first.line === best.first.line && width > best.width);
    if (isBetter) best = { delimiter, width, first };
  });
  const { delimiter, first } = (best as { delimiter: Delimiter; first: Widths } | null) ?? {};
  return delimiter === undefined || first === undefined ? null : { delimiter, start: first.start, line: first.line };
}

/** The width that most records have; of several the greatest. 0 if no record has two fields. */
function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let usual = 0;
  for (const [width, count] of counts) {
    const most = counts.get(usual) ?? 0;
    if (count > most || (count === most && width > usual)) usual = width;
  }
  return usual;
}

/**
 * The header, or the first row. Titles above it have other widths. A header may lack the name of a last, empty column
 * or of an index.
 */
function firstRecord(
  text: string,
  records: readonly Widths[],
  index: number,
  width: number,
  delimiter: Delimiter,
): Widths | null {
  const at = width < 2 ? -1 : records.findIndex(({ widths }) => widths[index] === width);
  // Two columns below a title may as well be prose with a comma in each line.
  if (at < 0 || at > (width > 2 ? MOST_TITLES : 0)) return null;
  const before = records[at - 1];
  const named = before !== undefined && before.widths[index] > 1 && namesColumns(text, before, delimiter);
  return named ? before : records[at];
}

function isTable(
  text: string,
  records: readonly Widths[],
  index: number,
  width: number,
  delimiter: Delimiter,
): boolean {
  const agreeing = records.filter(({ widths }) => widths[index] === width).length / records.length;
  if (delimiter === ' ') return width > 2 && records.length > 2 && agreeing === 1;
  const named = width > 2 && namesColumns(text, records[0], delimiter);
  if (records.length === 1) return named;
  return agreeing >= (named ? AGREEING_BELOW_NAMES : AGREEING);
}

function namesColumns(text: string, { start }: Widths, delimiter: Delimiter): boolean {
  // Most text is none by its first fields: no need to cut all.
  const first = text.slice(start, lineEnd(text, start)).split(delimiter, FEW_NAMES + 1);
  const isQuoted = first.some((field) => field.includes('"'));
  if (!isQuoted && !first.slice(0, FEW_NAMES).every(isColumnName)) return false;
  const names = cutRecord(text, start, delimiter).fields;
  return names.every(isColumnName) && names.filter((name) => name !== '').length > 1;
}

/** Whether a field may be the name of a column, or is left empty. */
function isColumnName(field: string): boolean {
  const name = field.trim();
  return name === '' || COLUMN_NAME.test(name);
}

/** The first records, with their width by each of the candidates. A quoted field counts as one by all of them. */
function measure(text: string, from: Place, candidates: readonly Delimiter[]): Widths[] {
  const records: Widths[] = [];
  let { start, line } = from;
  let quotes = true;
  const measured = () => start >= MEASURED_TEXT && records.length >= FEWEST_MEASURED;
  while (start < text.length && records.length <= MOST_ROWS && !measured()) {
    const recordLine = line;
    let at = lineEnd(text, start);
    let widths: number[];
    const record = text.slice(start, at);
    if (quotes && record.includes('"')) {
      ({ widths, at, line, quotes } = measureQuoted(text, { start, line }, candidates));
    } else {
      widths = candidates.map((delimiter) => record.split(delimiter).length);
    }
    const end = afterLineEnd(text, at);
    line++;
    if (text.slice(start, at).trim() !== '') records.push({ start, line: recordLine, widths });
    start = end;
  }
  return records;
}

/** The same of a record that may have quoted fields: its line end, the next line, and whether quotes still close. */
function measureQuoted(text: string, from: Place, candidates: readonly Delimiter[]) {
  const candidateOf = new Int8Array(128).fill(-1);
  for (const [index, delimiter] of candidates.entries()) candidateOf[delimiter.charCodeAt(0)] = index;
  const widths = candidates.map(() => 1);
  let { start: at, line } = from;
  let quotes = true;
  let atFieldStart = true;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
    if (code === QUOTE && atFieldStart && quotes) {
      const close = closingQuote(text, at);
      if (close < 0) quotes = false;
      else {
        line += linesIn(text, at, close);
        at = close;
      }
    }
    const candidate = code < 128 ? candidateOf[code] : -1;
    atFieldStart = candidate >= 0;
    if (atFieldStart) widths[candidate]++;
  }
  return { widths, at, line, quotes };
}

/** Fields of at most `most` records from `start` on, trimmed and without quotes, and where the next one is. */
function cutRecords(text: string, start: number, delimiter: Delimiter, most: number): [string[][], number] {
  const records: string[][] = [];
  let at = start;
  while (at < text.length && records.length < most) {
    const { fields, end } = cutRecord(text, at, delimiter);
    // Blank lines are left out.
    if (fields.length > 1 || fields[0] !== '') records.push(fields);
    at = afterLineEnd(text, end);
  }
  return [records, at];
}

/** The fields of one record, and where its line end is. A quote that is never closed is part of its field. */
function cutRecord(text: string, start: number, delimiter: Delimiter): { fields: string[]; end: number } {
  const firstEnd = lineEnd(text, start);
  const line = text.slice(start, firstEnd);
  if (!line.includes('"')) return { fields: line.split(delimiter).map((field) => field.trim()), end: firstEnd };
  const separator = delimiter.charCodeAt(0);
  const fields: string[] = [];
  for (let fieldStart = start; ; ) {
    const close = text.charCodeAt(fieldStart) === QUOTE ? closingQuote(text, fieldStart) : -1;
    let end = close < 0 ? fieldStart : close + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === separator || code === LF || code === CR) break;
    }
    const quoted = close < 0 ? null : text.slice(fieldStart + 1, close).replaceAll('""', '"');
    fields.push((quoted ?? text.slice(fieldStart, end)).trim());
    if (text.charCodeAt(end) !== separator) return { fields, end };
    fieldStart = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const line = feed < 0 ? text.slice(from) : text.slice(from, feed);
  const carriage = line.indexOf('\r');
  return from + (carriage < 0 ? line.length : carriage);
}

function afterLineEnd(text: string, end: number): number {
  return end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
}

function linesIn(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\r|\n/g)?.length ?? 0;
}

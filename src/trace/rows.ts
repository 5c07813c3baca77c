import { count } from '../text';
import type { Columns } from './columns';
import { notUtf8 } from './encoding';
import { type FieldColumn, shorten, type TraceHeader } from './header';
import { isUtf8 } from './names';
import { parseDecimal } from './numbers';
import { type ColumnKind, isNames, type NameKey, UNKNOWN_COUNT } from './schema';
import { MAX_NAME_LENGTH } from './sharedNames';
import { MAX_LISTED_PROBLEMS, type RowProblem } from './table';
import type { RowNames } from './threadNames';
import { hasNoOffset, parseTime } from './times';

const MAX_FOUND_LENGTH = 80;
/** How optional cells say that there is no value. pandas writes nothing or NaN, databases NULL. */
const NO_VALUE = /^[ \t]*(?:nan|null|none|nil|na|n\/a|-|–)?[ \t]*$/i;

/** The bytes of a record's field, without its quotes. */
export type FieldBytes = (field: number) => Uint8Array;

/** What another thread's `RowCollector` counted in some lines. Their rows are in the columns. */
export interface LineCounts {
  readonly badRows: number;
  /** Bad rows with one field more than the header. */
  readonly wideRows: number;
  /** Values of optional columns that cannot be read, in rows that are kept without them. */
  readonly unreadableValues: number;
  readonly blankLines: number;
  readonly lines: number;
  readonly problems: readonly RowProblem[];
  readonly offsetMissing: boolean;
}

/**
 * Turns a trace's records, in order, into columns, and unreadable ones into problems. The only place that decides what
 * a readable row is and how a bad one is described.
 */
export class RowCollector<Names extends RowNames = RowNames> {
  readonly problems: RowProblem[] = [];
  badRows = 0;
  /** Bad rows with one field more than the header. */
  wideRows = 0;
  /** Values of optional columns that cannot be read, in rows that are kept without them. */
  unreadableValues = 0;
  /** Whether any date had no offset from UTC. */
  offsetMissing = false;
  readonly #values: readonly (readonly [column: FieldColumn, index: number])[];
  readonly #nameColumns: readonly (readonly [column: FieldColumn, index: number])[];
  /** The row being read: one value for each column. */
  readonly #row: Float64Array;
  #line: number;
  #blankLines = 0;

  /**
   * @param columns where the rows go
   * @param names the names of each column of names, in the header's order
   * @param line the line, from 1, on which the next record starts
   */
  constructor(
    readonly header: TraceHeader,
    readonly columns: Columns,
    readonly names: readonly Names[],
    line = 1,
  ) {
    const indexed = header.columns.map((column, index) => [column, index] as const);
    this.#values = indexed.filter(([column]) => !isNames(column));
    this.#nameColumns = indexed.filter(([column]) => isNames(column));
    this.#row = new Float64Array(header.columns.length);
    this.#line = line;
  }

  /** The line, from 1, on which the next record starts. */
  get line(): number {
    return this.#line;
  }

  get blankLines(): number {
    return this.#blankLines;
  }

  /** Moves past lines of a record. */
  skipLines(lines: number): void {
    this.#line += lines;
  }

  skipBlankLines(lines: number): void {
    this.#line += lines;
    this.#blankLines += lines;
  }

  /** Moves to a line whose row goes to `row`. */
  seek(line: number, row: number): void {
    this.#line = line;
    this.columns.rows = row;
  }

  /** Adds the counts of lines that another thread read, and moves past them. */
  addCounts({ badRows, wideRows, unreadableValues, blankLines, lines, problems, offsetMissing }: LineCounts): void {
    for (const problem of problems) if (this.problems.length < MAX_LISTED_PROBLEMS) this.problems.push(problem);
    this.badRows += badRows;
    this.wideRows += wideRows;
    this.unreadableValues += unreadableValues;
    this.offsetMissing ||= offsetMissing;
    this.#blankLines += blankLines;
    this.#line += lines;
  }

  /** The names of a column; undefined where the file lacks it. */
  namesOf(key: NameKey): Names | undefined {
    return this.names[this.#nameColumns.findIndex(([column]) => column.key === key)];
  }

  /**
   * Reads one record that starts on `line`, its fields as text without their quotes.
   * @param bytesOf the bytes of a field: whether a U+FFFD in its text replaces bytes that are not UTF-8
   * Throws a TraceError for a name that is not UTF-8.
   */
  record(fields: readonly string[], line: number, bytesOf: FieldBytes): void {
    if (fields.length !== this.header.names.length) {
      this.#wrongWidth(fields.length, line);
      return;
    }
    const unreadable: FieldColumn[] = [];
    if (!this.#readValues(fields, line, unreadable) || !this.#readNames(fields, line, bytesOf)) return;
    this.columns.push(this.#row, line);
    this.unreadableValues += unreadable.length;
    for (const { header, field, ...column } of unreadable)
      this.#list({
        line,
        column: header,
        field: field + 1,
        found: fields[field],
        expected: expectedOf(column),
        kept: true,
      });
  }

  /** Reads all columns except names. Returns false for a bad row. Adds unreadable optional columns to `unreadable`. */
  #readValues(fields: readonly string[], line: number, unreadable: FieldColumn[]): boolean {
    let offsetMissing = false;
    for (const [column, index] of this.#values) {
      const { kind, required, field } = column;
      const text = fields[field];
      const value = this.#valueOf(text, kind);
      const isValue = value >= 0;
      if (!isValue && required) {
        this.#badField(text, line, column, expectedOf(column));
        return false;
      }
      if (!isValue && !NO_VALUE.test(text)) unreadable.push(column);
      if (kind === 'time') offsetMissing ||= hasNoOffset(text);
      this.#row[index] = isValue ? value : kind === 'count' ? UNKNOWN_COUNT : Number.NaN;
    }
    this.offsetMissing ||= offsetMissing;
    return true;
  }

  /** Negative or NaN for text that is not a value of that kind. */
  #valueOf(text: string, kind: ColumnKind): number {
    if (kind === 'time') return parseTime(text, this.columns.timesPerSecond);
    return kind === 'count' ? parseCount(text) : parseDecimal(text);
  }

  /** Numbers the names. Returns false, having numbered no new name, for a bad row. */
  #readNames(fields: readonly string[], line: number, bytesOf: FieldBytes): boolean {
    for (const [at, [column, index]] of this.#nameColumns.entries()) {
      const name = fields[column.field];
      const id = this.names[at].find(name);
      const fault = id === undefined ? nameFault(name, column.required) : null;
      if (fault !== null) {
        this.#badField(name, line, column, fault);
        return false;
      }
      this.#row[index] = id ?? -1;
    }
    for (const [column] of this.#nameColumns) {
      if (!fields[column.field].includes('\ufffd')) continue;
      const bytes = bytesOf(column.field);
      if (!isUtf8(bytes, 0, bytes.length)) throw notUtf8(bytes, line, column);
    }
    for (const [at, [column, index]] of this.#nameColumns.entries()) {
      if (this.#row[index] < 0) this.#row[index] = this.names[at].add(fields[column.field]);
    }
    return true;
  }

  /** Counts a bad row, and lists it while there is room. `column` and `field` as in RowProblem. */
  bad(line: number, column: string, field: number, found: string, expected: string): void {
    this.badRows++;
    this.#list({ line, column, field, found, expected });
  }

  #list(problem: RowProblem): void {
    if (this.problems.length === MAX_LISTED_PROBLEMS) return;
    this.problems.push({ ...problem, found: shorten(problem.found, MAX_FOUND_LENGTH) });
  }

  #badField(found: string, line: number, { header, field }: FieldColumn, expected: string): void {
    this.bad(line, header, field + 1, found, expected);
  }

  #wrongWidth(width: number, line: number): void {
    const names = this.header.names.length;
    if (width === names + 1) this.wideRows++;
    this.bad(line, '', 0, `${width} ${width === 1 ? 'field' : 'fields'}`, `${names} fields, as in the header`);
  }
}

/** A number rounded to a whole one; -1 for other text and from `UNKNOWN_COUNT` on. */
function parseCount(text: string): number {
  const value = parseDecimal(text);
  const rounded = Math.floor(value + 0.5);
  return value >= 0 && rounded < UNKNOWN_COUNT ? rounded : -1;
}

function expectedOf({ kind, plural }: { readonly kind: ColumnKind; readonly plural: string }): string {
  if (kind === 'time') return 'a count since 1970, in seconds or finer, or an ISO 8601 date and time';
  if (kind !== 'count') return 'a number, 0 or more';
  return `${plural}, 0 to ${count(UNKNOWN_COUNT - 1)}`;
}

function nameFault(name: string, required: boolean): string | null {
  if (required && name === '') return 'a name';
  if (name.length > MAX_NAME_LENGTH) return `at most ${count(MAX_NAME_LENGTH)} characters`;
  return name.includes('\0') ? 'text without NUL characters' : null;
}

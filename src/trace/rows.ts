import { cellBytes, cellText, isNoValue, passes } from './cells';
import { Columns, type RowBlock } from './columns';
import { parseDate } from './dates';
import { notUtf8 } from './encoding';
import { type FieldColumn, shorten, type TraceHeader, warmColumns } from './header';
import { isUtf8 } from './names';
import { parseDecimal } from './numbers';
import { expectedOf, nameFault } from './rowFaults';
import { type RowSort, sortOf } from './rowSort';
import { type NameKey, UNKNOWN_COUNT } from './schema';
import { MAX_LISTED_PROBLEMS, type RowProblem } from './table';
import type { RowNames } from './threadNames';
import { hasNoOffset, parseTime } from './times';

const MAX_FOUND_LENGTH = 80;

/** The bytes of a record's field, without its quotes. */
export type FieldBytes = (field: number) => Uint8Array;

/** What another thread's `RowCollector` counted in some lines. Their rows are in the columns. */
export interface LineCounts {
  readonly otherRows: number;
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
  /** Readable records that are no invocation. */
  otherRows = 0;
  badRows = 0;
  /** Bad rows with one field more than the header. */
  wideRows = 0;
  /** Values of optional columns that cannot be read, in rows that are kept without them. */
  unreadableValues = 0;
  /** Whether any date had no offset from UTC. */
  offsetMissing = false;
  /** Where warm invocations go; null where the file has none. */
  readonly warm: Columns | null;
  readonly #coldSort: RowSort;
  readonly #warmSort: RowSort | null;
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
    this.#coldSort = sortOf(header, columns, [...header.columns.keys()]);
    const warm = warmColumns(header);
    this.warm =
      warm &&
      new Columns(
        warm.map((index) => header.columns[index]),
        columns.times,
      );
    this.#warmSort = warm && sortOf(header, this.warm!, warm);
    this.#line = line;
  }

  /** The line, from 1, on which the next record starts. */
  get line(): number {
    return this.#line;
  }

  get blankLines(): number {
    return this.#blankLines;
  }

  /** Cold starts and warm invocations. */
  get invocations(): number {
    return this.columns.rows + (this.warm?.rows ?? 0);
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

  /** Appends rows whose times are as the file counts them, and whose names are numbered. */
  append(cold: RowBlock, warm: RowBlock | null): void {
    const isWarmFirst = warm !== null && warm.rows > 0 && (cold.rows === 0 || warm.line[0] < cold.line[0]);
    // The first time of the file decides their unit.
    if (isWarmFirst) this.warm!.append(warm);
    this.columns.append(cold);
    if (warm && !isWarmFirst) this.warm!.append(warm);
  }

  /** Adds the counts of lines that another thread read, and moves past them. */
  addCounts(counts: LineCounts): void {
    for (const problem of counts.problems) if (this.problems.length < MAX_LISTED_PROBLEMS) this.problems.push(problem);
    this.otherRows += counts.otherRows;
    this.badRows += counts.badRows;
    this.wideRows += counts.wideRows;
    this.unreadableValues += counts.unreadableValues;
    this.offsetMissing ||= counts.offsetMissing;
    this.#blankLines += counts.blankLines;
    this.#line += counts.lines;
  }

  /** The names of a column; undefined where the file lacks it. */
  namesOf(key: NameKey): Names | undefined {
    return this.names[this.#coldSort.names.findIndex(({ column }) => column.key === key)];
  }

  /**
   * Reads one record that starts on `line`, its fields as text without their quotes.
   * @param bytesOf the bytes of a field: whether a U+FFFD in its text replaces bytes that are not UTF-8
   * Throws a TraceError for a name that is not UTF-8.
   */
  record(fields: readonly string[], line: number, bytesOf: FieldBytes): void {
    const { names, only, cold, decimalComma } = this.header;
    if (fields.length !== names.length) {
      this.#wrongWidth(fields.length, line);
      return;
    }
    if (only && !passes(only, fields)) {
      this.otherRows++;
      return;
    }
    const sort = cold && !passes(cold, fields) ? this.#warmSort! : this.#coldSort;
    const unreadable: FieldColumn[] = [];
    if (!this.#readValues(sort, fields, line, unreadable) || !this.#readNames(sort, fields, line, bytesOf)) return;
    sort.columns.push(sort.row, line);
    this.unreadableValues += unreadable.length;
    for (const column of unreadable)
      this.#list({
        line,
        column: column.header,
        field: column.field + 1,
        found: cellText(column, fields),
        expected: expectedOf(column, decimalComma, cellText(column, fields)),
        kept: true,
      });
  }

  /** Reads all columns except names. Returns false for a bad row. Adds unreadable optional columns to `unreadable`. */
  #readValues({ values, row }: RowSort, fields: readonly string[], line: number, unreadable: FieldColumn[]): boolean {
    let offsetMissing = false;
    for (const { column: main, at } of values) {
      const { kind, required, orElse } = main;
      const column = orElse && isNoValue(cellText(main, fields)) ? orElse : main;
      const text = cellText(column, fields);
      const value = this.#valueOf(text, column);
      const isValue = value >= 0;
      if (!isValue && required) {
        this.#badField(text, line, column, expectedOf(column, this.header.decimalComma, text));
        return false;
      }
      if (!isValue && !isNoValue(text)) unreadable.push(column);
      if (kind === 'time' && !column.date) offsetMissing ||= hasNoOffset(text);
      row[at] = isValue ? value : kind === 'count' ? UNKNOWN_COUNT : Number.NaN;
    }
    this.offsetMissing ||= offsetMissing;
    return true;
  }

  /** Negative or NaN for text that is not a value of that column. */
  #valueOf(text: string, column: FieldColumn): number {
    const { kind, date, scale, perSecond = this.columns.times.perSecond } = column;
    const { decimalComma } = this.header;
    const { shift = 0, factor = 1 } = scale ?? {};
    const number = date
      ? movePoint(parseDate(text, date), shift)
      : kind === 'time'
        ? movePoint(parseTime(decimalComma ? text.replace(',', '.') : text, perSecond), shift)
        : parseDecimal(decimalComma ? withPoint(text) : text, shift);
    const value = number * factor;
    return kind === 'count' ? wholeCount(value) : value < Number.POSITIVE_INFINITY ? value : Number.NaN;
  }

  /** Numbers the names. Returns false, having numbered no new name, for a bad row. */
  #readNames(sort: RowSort, fields: readonly string[], line: number, bytesOf: FieldBytes): boolean {
    const { row } = sort;
    const texts = sort.names.map(({ column }) => cellText(column, fields));
    for (const [place, { column, at, name }] of sort.names.entries()) {
      const id = this.names[name].find(texts[place]);
      const fault = id === undefined ? nameFault(texts[place], column.required) : null;
      if (fault !== null) {
        this.#badField(texts[place], line, column, fault);
        return false;
      }
      row[at] = id ?? -1;
    }
    for (const [place, { column }] of sort.names.entries()) {
      if (!texts[place].includes('\ufffd')) continue;
      const bytes = cellBytes(column, bytesOf);
      if (!isUtf8(bytes, 0, bytes.length)) throw notUtf8(bytes, line, column);
    }
    for (const [place, { at, name }] of sort.names.entries()) {
      if (row[at] < 0) row[at] = this.names[name].add(texts[place]);
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
    const expected = this.header.isNamed ? `${names} fields, as in the header` : `${names} fields, as in the first row`;
    this.bad(line, '', 0, `${width} ${width === 1 ? 'field' : 'fields'}`, expected);
  }
}

function movePoint(number: number, shift: number): number {
  return shift === 0 ? number : number / 10 ** shift;
}

/** A number written with a decimal comma, with a point; text that is no such number for one with a point. */
function withPoint(text: string): string {
  return text.includes('.') ? '' : text.replace(',', '.');
}

/** A number rounded to a whole one; -1 for others and from `UNKNOWN_COUNT` on. */
function wholeCount(value: number): number {
  const rounded = Math.floor(value + 0.5);
  return value >= 0 && rounded < UNKNOWN_COUNT ? rounded : -1;
}

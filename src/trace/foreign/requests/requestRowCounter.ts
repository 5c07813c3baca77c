import { splitRecord } from '../../csvText';
import { type DateForm, parseDate } from '../../dates';
import { DELIMITERS, type Delimiter } from '../../formats';
import { parseDecimal } from '../../numbers';
import { parseTime } from '../../times';
import { TOO_LATE } from '../../timeUnit';
import { PER_SECOND } from '../../units';
import { fieldStart } from './countCells';
import type { CountedRequests, RequestCounter, RequestRows } from './requestTable';
import { TimeHistogram } from './timeHistogram';

/** `3/4/2025, 9:15:10.146 AM`, as Application Insights writes it. */
const MONTH_FIRST: DateForm = { order: 'mdy', zone: 0 };

/** Counts a table with a row for each request. */
export class RequestRowCounter implements RequestCounter {
  #columns: { readonly time: number; readonly minus: number; readonly name: readonly number[] } | null = null;
  #delimiter: Delimiter = ',';
  #rows = 0;
  #badCells = 0;
  readonly #functions = new Map<string, number>();
  readonly #histogram = new TimeHistogram();

  constructor(
    private readonly table: RequestRows,
    private readonly isWanted: (name: string) => boolean,
  ) {}

  line(line: string) {
    if (this.#columns === null) {
      this.#delimiter = DELIMITERS.find((delimiter) => this.#columnsOf(line, delimiter).time >= 0) ?? ',';
      this.#columns = this.#columnsOf(line, this.#delimiter);
      return;
    }
    const { time, minus, name } = this.#columns;
    const cell = this.#cellsOf(line);
    const seconds = this.#seconds(cell(time)) - (minus < 0 ? 0 : this.#seconds(cell(minus)));
    if (!(Math.abs(seconds) < TOO_LATE)) {
      this.#badCells++;
      return;
    }
    this.#rows++;
    const functionName = name.map(cell).join(this.table.separator ?? '/');
    this.#functions.set(functionName, (this.#functions.get(functionName) ?? 0) + 1);
    if (this.isWanted(functionName)) this.#histogram.add(seconds, 1);
  }

  #columnsOf(header: string, delimiter: Delimiter) {
    const names = splitRecord(header, delimiter).map((name) => name.trim().toLowerCase());
    const indexOf = (column: string | undefined) => (column === undefined ? -1 : names.indexOf(column.toLowerCase()));
    const { column, otherColumn, minus } = this.table.time;
    const time = indexOf(column);
    return {
      time: time < 0 ? indexOf(otherColumn) : time,
      minus: indexOf(minus),
      name: this.table.functionColumns.map(indexOf),
    };
  }

  /** A line's cells by index. Few are needed of many, and most files quote nothing. */
  #cellsOf(line: string): (index: number) => string {
    const delimiter = this.#delimiter;
    if (!line.includes('"')) return (index) => cellOf(line, index, delimiter);
    const cells = splitRecord(line, delimiter);
    return (index) => cells[index] ?? '';
  }

  /** NaN for what is no time. */
  #seconds(text: string): number {
    const { unit } = this.table.time;
    return unit === 'date' ? secondsOfDate(text.trim()) : parseDecimal(text) / PER_SECOND[unit];
  }

  end(): CountedRequests {
    return {
      ...this.#histogram.counts(1),
      functions: this.table.functionColumns.length === 0 ? new Map() : this.#functions,
      rows: this.#rows,
      badCells: this.#badCells,
      duplicateRows: 0,
      fractions: 0,
    };
  }
}

function cellOf(line: string, index: number, delimiter: Delimiter): string {
  const start = index < 0 ? -1 : fieldStart(line, index, delimiter);
  if (start < 0) return '';
  const end = line.indexOf(delimiter, start);
  return end < 0 ? line.slice(start) : line.slice(start, end);
}

function secondsOfDate(text: string): number {
  const date = text.replace(/(\.\d{1,9})\d*/, '$1');
  const time = parseDate(date, MONTH_FIRST);
  return Number.isNaN(time) ? parseTime(date, 1) : time;
}

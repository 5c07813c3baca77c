import { count } from '../../text';
import { Columns } from '../columns';
import type { ColdStart, ExtraColumn, RecordSink, WarmInvocation } from '../formats';
import { keyedColumns, optionalColumns, type PlacedColumn } from '../keyedColumns';
import { NameTable } from '../names';
import { COLUMNS, type Column, isNames, mostNames, UNKNOWN_COUNT } from '../schema';
import { MAX_NAME_LENGTH } from '../sharedNames';
import { MAX_LISTED_PROBLEMS, type RowProblem, type TraceFile } from '../table';
import { TimeScale } from '../timeUnit';
import { traceTable } from '../traceTable';
import { IdSet } from './idSet';
import { WarmRows } from './warmRows';

const SCHEMA: readonly Column[] = COLUMNS;

/** Collects the rows of a format's records. */
export class RecordTable implements RecordSink {
  readonly problems: RowProblem[] = [];
  badRows = 0;
  #coldDuplicates = 0;
  readonly columns: Columns;
  readonly #columns: readonly PlacedColumn[];
  /** For each column; null for one without names. */
  readonly #names: readonly (NameTable | null)[];
  /** The name in each column of the row before, which is often that of the next. */
  readonly #lastNames: readonly { text: string | null; id: number }[];
  readonly #functions: NameTable;
  readonly #row: Float64Array;
  readonly #isUsed: boolean[];
  readonly #coldIds = new IdSet();
  readonly #others = new Map<string, number>();
  readonly #warm: WarmRows;
  #lastLine = 0;
  /** A valid name; null before the first. */
  #lastFunction: string | null = null;
  #isAscending = true;

  constructor(extras: readonly ExtraColumn[]) {
    this.#columns = [...SCHEMA, ...extras.map(columnOf)];
    this.columns = new Columns(this.#columns, new TimeScale('seconds'));
    this.#names = this.#columns.map((column) =>
      isNames(column) ? new NameTable(mostNames(column.kind), column.plural) : null,
    );
    this.#lastNames = this.#columns.map(() => ({ text: null, id: 0 }));
    this.#functions = this.#names[this.#columns.findIndex(({ key }) => key === 'function')]!;
    this.#warm = new WarmRows(this.#functions);
    this.#row = new Float64Array(this.#columns.length);
    this.#isUsed = this.#columns.map(({ required }) => required);
  }

  get rows(): number {
    return this.columns.rows;
  }

  get functionNames(): NameTable {
    return this.#functions;
  }

  get warmRows(): number {
    return this.#warm.columns.rows;
  }

  get duplicateRows(): number {
    return this.#coldDuplicates + this.#warm.duplicates;
  }

  get otherRows(): { readonly name: string; readonly count: number }[] {
    return [...this.#others].map(([name, count]) => ({ name, count }));
  }

  /** All records that were accounted for. */
  get records(): number {
    const others = this.otherRows.reduce((sum, { count }) => sum + count, 0);
    return this.rows + this.badRows + this.duplicateRows + this.warmRows + others;
  }

  cold(row: ColdStart): void {
    if (!this.#isValid(row) || this.#isDuplicate(row)) return;
    if (!(row.latency >= 0) || !Number.isFinite(row.latency)) {
      this.bad(row.line, 'latency', 'a number of seconds, 0 or more');
      return;
    }
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at];
      const names = this.#names[at];
      this.#row[at] = names ? this.#name(column, at, names, row) : this.#number(column, at, row);
    }
    this.columns.push(this.#row, row.line);
    this.#isAscending &&= row.line >= this.#lastLine;
    this.#lastLine = row.line;
  }

  warm(row: WarmInvocation): void {
    if (this.#isValid(row)) this.#warm.add(row);
  }

  other(name: string, records = 1): void {
    if (records > 0) this.#others.set(name, (this.#others.get(name) ?? 0) + records);
  }

  bad(line: number, column: string, expected: string): void {
    this.badRows++;
    if (this.problems.length === MAX_LISTED_PROBLEMS) return;
    this.problems.push({ line, column, field: 0, found: 'something else', expected });
  }

  /** The columns so far, by key; see `ReadProgress`. */
  get keyed(): ReturnType<typeof keyedColumns> {
    return keyedColumns(this.#columns.slice(0, SCHEMA.length), this.columns.rowArrays);
  }

  /** The table, in order of lines, without columns that no row has a value for. */
  finish(): Pick<TraceFile, 'table' | 'columns'> {
    const { line, arrays } = this.columns.finish();
    if (!this.#isAscending) sortByLine(line, arrays);
    const isUsed = (_: unknown, at: number) => this.#isUsed[at];
    const columns = this.#columns.filter(isUsed);
    const table = traceTable({
      header: { columns },
      cold: { arrays: arrays.filter(isUsed), line },
      names: this.#names.filter(isUsed).filter((table) => table !== null),
      warm: this.warmRows > 0 ? this.#warm.columns : null,
    });
    return { table, columns: optionalColumns(columns) };
  }

  #isValid({ line, time, function: name }: WarmInvocation): boolean {
    const isTime = time >= 0 && Number.isFinite(time);
    if (!isTime) this.bad(line, 'time', 'a time');
    else if (name !== this.#lastFunction && !isName(name))
      this.bad(line, 'function', `a function name of at most ${count(MAX_NAME_LENGTH)} characters`);
    else {
      this.#lastFunction = name;
      return true;
    }
    return false;
  }

  /** As `dropDuplicates` does for tables: a retried request may be a cold start and a warm invocation. */
  #isDuplicate({ id }: ColdStart): boolean {
    if (id === undefined || id === '' || this.#coldIds.add(id)) return false;
    this.#coldDuplicates++;
    return true;
  }

  #name(column: PlacedColumn, at: number, names: NameTable, row: ColdStart): number {
    const text = textOf(column, row) ?? '';
    const last = this.#lastNames[at];
    if (text !== last.text) {
      const isKnown = isName(text);
      if (isKnown) this.#isUsed[at] = true;
      last.id = numberIn(names, isKnown ? text : '');
      last.text = text;
    }
    return last.id;
  }

  #number(column: PlacedColumn, at: number, row: ColdStart): number {
    const value = numberOf(column, row);
    const isKnown = value !== undefined && value >= 0 && Number.isFinite(value);
    if (isKnown) this.#isUsed[at] = true;
    if (column.kind !== 'count') return isKnown ? value : Number.NaN;
    const rounded = isKnown ? Math.floor(value + 0.5) : UNKNOWN_COUNT;
    return Math.min(rounded, UNKNOWN_COUNT);
  }
}

function columnOf({ key, title, role, unit }: ExtraColumn): PlacedColumn {
  const kind = role === 'label' ? 'label' : 'number32';
  return { key, header: key, title, role, kind, required: false, plural: `values of ${title}`, unit };
}

function textOf({ key, role }: PlacedColumn, row: ColdStart): string | undefined {
  return role === undefined ? (row as unknown as Record<string, string | undefined>)[key] : row.labels?.[key];
}

function numberOf({ key, role }: PlacedColumn, row: ColdStart): number | undefined {
  return role === undefined ? (row as unknown as Record<string, number | undefined>)[key] : row.numbers?.[key];
}

function numberIn(names: NameTable, name: string): number {
  return names.find(name) ?? names.add(name);
}

function isName(name: string): boolean {
  return name !== '' && name.length <= MAX_NAME_LENGTH && !name.includes('\0');
}

interface Sortable {
  readonly length: number;
  [row: number]: number;
  set(values: ArrayLike<number>): void;
  slice(): ArrayLike<number>;
}

/** Puts rows that were completed out of order into the order of their lines. */
function sortByLine(line: Uint32Array, arrays: readonly Sortable[]): void {
  const order = Uint32Array.from(line, (_, row) => row).sort((a, b) => line[a] - line[b] || a - b);
  for (const array of [...arrays, line as Sortable]) {
    const before = array.slice();
    for (let row = 0; row < order.length; row++) array[row] = before[order[row]];
  }
}

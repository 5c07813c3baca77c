import { countBelow } from '../numeric';
import type { LatencySummary, Overview } from '../statistics';
import {
  describedRow,
  factsOf,
  type HoverFacts,
  type HoverTable,
  type HoverTrace,
  hoverFacts,
  type RowDescription,
  type RowOrder,
  rowAtLine,
  type TraceIndex,
  warmOf,
} from '../statistics';
import { idAt, MAX_LISTED_PROBLEMS, type NameKey, type RowProblem, unitsPerSecond } from '../trace';
import { type AddedRows, addedRows, byName, type ReadHunk } from './addedRows';
import type { EditedLines } from './editedLines';
import { editedOrder, type OrderKey } from './editedOrder';
import { liveLatency } from './liveLatency';

/** The trace of the original text. Table and index are read only for queries about a row, or after an edit. */
export interface TraceAsRead {
  readonly table: HoverTable;
  readonly index: TraceIndex;
  readonly overview: Headline & Pick<Overview, 'account' | 'format' | 'problems'>;
}

/** What a file was read as: edits that this room follows do not change it. */
const AS_FORMAT = [
  'format',
  'assumptions',
  'columns',
  'described',
  'coldStartRate',
  'relativeTime',
  'timeUnit',
  'timeUnitIsSet',
] as const;
type AsFormat = Pick<Overview, (typeof AS_FORMAT)[number]>;

/** Summary of the whole trace. */
export interface Headline extends AsFormat, Pick<Overview, 'functions' | 'timeRange'> {
  readonly account: { readonly rows: number; readonly badRows: number };
  readonly latency: Pick<LatencySummary, 'unit' | 'setting' | 'reason' | 'doubt' | 'isGiven' | 'p99'> | null;
}

/**
 * A trace after edits. Rows keep their numbers; rows of new lines get the numbers after them. Every answer equals the
 * answer after reading the edited text afresh.
 */
export class LiveTrace implements HoverTrace {
  readonly #read: TraceAsRead;
  readonly #lines: EditedLines;
  readonly #hunks: readonly ReadHunk[];
  readonly #added: AddedRows;
  /** Rows of the table on edited lines. */
  readonly #removed: readonly number[];
  readonly #orders = new Map<string, RowOrder>();

  constructor(read: TraceAsRead, lines: EditedLines, hunks: readonly ReadHunk[]) {
    this.#read = read;
    this.#lines = lines;
    this.#hunks = hunks;
    this.#added = hunks.length > 0 ? addedRows(hunks, read.table) : NOTHING_ADDED;
    this.#removed = hunks.flatMap(({ from, to }) => rowsOnLines(read.table, from, to));
  }

  get isEdited(): boolean {
    return this.#hunks.length > 0;
  }

  get rowCount(): number {
    return this.#read.table.rowCount - this.#removed.length + this.#added.rows.length;
  }

  /** The row that starts on a line, from 1; -1 if there is none. */
  rowAt(line: number): number {
    const origin = this.#lines.origin(line - 1);
    if ('line' in origin) return rowAtLine(this.#read.table, origin.line + 1);
    const { rows } = this.#added;
    const at = countBelow(rows.length, line, (row) => rows[row].line);
    return rows[at]?.line === line ? this.#read.table.rowCount + at : -1;
  }

  facts(row: number): HoverFacts {
    const { table, index } = this.#read;
    if (!this.isEdited) return hoverFacts(table, index, this.#unitsPerSecond, row);
    return factsOf(this, this.#unitsPerSecond, row);
  }

  /** The first `MAX_LISTED_PROBLEMS` problems in file order, and their total. */
  get problems(): Overview['problems'] {
    if (!this.isEdited) return this.#read.overview.problems;
    const all = this.#allProblems;
    return { listed: all.slice(0, MAX_LISTED_PROBLEMS), total: all.length };
  }

  /** After edits, which are followed only if all problems are listed. */
  get #allProblems(): RowProblem[] {
    const { listed } = this.#read.overview.problems;
    const kept = listed.flatMap((problem) => {
      const now = this.#lines.currentLine(problem.line - 1);
      return now === null ? [] : [{ ...problem, line: now + 1 }];
    });
    const added = this.#hunks.flatMap(({ read, start }) =>
      read.problems.map((problem): RowProblem => ({ ...problem, line: start + problem.line })),
    );
    return [...kept, ...added].sort((a, b) => a.line - b.line);
  }

  #headline: Headline | null = null;

  get headline(): Headline {
    this.#headline ??= this.isEdited ? this.#editedHeadline() : headlineOf(this.#read.overview);
    return this.#headline;
  }

  #editedHeadline(): Headline {
    return {
      ...asFormat(this.#read.overview),
      account: { rows: this.rowCount, badRows: this.#allProblems.filter(({ kept }) => !kept).length },
      functions: this.#functions(),
      timeRange: { from: this.time(this.byTime.at(0)), to: this.time(this.byTime.at(this.rowCount - 1)) },
      latency: this.#latency(),
    };
  }

  get #unitsPerSecond(): number {
    const { latency } = this.headline;
    return latency ? unitsPerSecond(latency.unit) : 1;
  }

  #latency(): Headline['latency'] {
    const { setting = 'auto' } = this.#read.overview.latency ?? {};
    const all = this.#order('latency', this.#read.index.byLatency, () => true, BY_LATENCY);
    return liveLatency(all.length, (rank) => this.latency(all.at(rank)), setting);
  }

  /** Functions with at least one row. */
  #functions(): number {
    const { table, index, overview } = this.#read;
    const lost = new Map<number, number>();
    for (const row of this.#removed) lost.set(table.functionId[row], (lost.get(table.functionId[row]) ?? 0) + 1);
    for (const { ids } of this.#added.rows) lost.delete(ids.function);
    const size = (id: number) => index.functionStart[id + 1] - index.functionStart[id];
    const empty = [...lost].filter(([id, rows]) => rows === size(id)).length;
    return overview.functions - empty + this.#added.names.function.length;
  }

  /** Line of the first row, from 1. */
  get firstLine(): number {
    const removed = new Set(this.#removed);
    let kept = 0;
    while (removed.has(kept)) kept++;
    const keptLine = kept < this.#read.table.rowCount ? this.place(kept) : Number.POSITIVE_INFINITY;
    return Math.min(keptLine, this.#added.rows.at(0)?.line ?? Number.POSITIVE_INFINITY);
  }

  time(row: number): number {
    const { table } = this.#read;
    return row < table.rowCount ? table.time[row] : this.#added.rows[row - table.rowCount].time;
  }

  latency(row: number): number {
    const { table } = this.#read;
    return row < table.rowCount ? table.latency[row] : this.#added.rows[row - table.rowCount].latency;
  }

  place(row: number): number {
    const { table } = this.#read;
    if (row >= table.rowCount) return this.#added.rows[row - table.rowCount].line;
    return (this.#lines.currentLine(table.line[row] - 1) ?? -1) + 1;
  }

  description(row: number): RowDescription {
    const { table } = this.#read;
    return {
      line: this.place(row),
      functionId: this.#idOf('function', row),
      functionName: this.#nameOf('function', row),
      ...(row < table.rowCount ? describedRow(table, row) : this.#added.rows[row - table.rowCount].described),
    };
  }

  #nameOf(key: NameKey, row: number): string {
    const names = this.#read.table[`${key}Names` as const];
    const id = this.#idOf(key, row);
    return (id < names.length ? names.at(id) : this.#added.names[key][id - names.length]) ?? '';
  }

  warm(row: number): number | null {
    return warmOf(this.#read.table, this.#idOf('function', row));
  }

  ofFunction(row: number): { readonly byTime: RowOrder; readonly byLatency: RowOrder } {
    const { byFunction, byFunctionLatency, functionStart } = this.#read.index;
    const id = this.#idOf('function', row);
    const [start, end] = group(functionStart, id);
    const isOfFunction = (other: number) => this.#idOf('function', other) === id;
    return {
      byTime: this.#order(`time ${id}`, byFunction.subarray(start, end), isOfFunction, BY_TIME),
      byLatency: this.#order(`latency ${id}`, byFunctionLatency.subarray(start, end), isOfFunction, BY_LATENCY),
    };
  }

  ofRuntime(row: number): RowOrder {
    const { byRuntimeLatency, runtimeStart } = this.#read.index;
    const id = this.#idOf('runtime', row);
    const [start, end] = group(runtimeStart, id);
    const isOfRuntime = (other: number) => this.#idOf('runtime', other) === id;
    return this.#order(`runtime ${id}`, byRuntimeLatency.subarray(start, end), isOfRuntime, BY_LATENCY);
  }

  get byTime(): RowOrder {
    return this.#order('time', this.#read.index.byTime, () => true, BY_TIME);
  }

  #idOf(key: NameKey, row: number): number {
    const { table } = this.#read;
    if (row >= table.rowCount) return this.#added.rows[row - table.rowCount].ids[key];
    return idAt(table[`${key}Id` as const], row);
  }

  /** The rows of one group in order. Computed at first use. */
  #order(
    name: string,
    base: Uint32Array,
    isInGroup: (row: number) => boolean,
    by: typeof BY_TIME | typeof BY_LATENCY,
  ): RowOrder {
    const known = this.#orders.get(name);
    if (known) return known;
    const { table } = this.#read;
    const removed = this.#removed.filter(isInGroup);
    const added = this.#added.rows.flatMap(({ [by]: value, originalLine }, at) =>
      isInGroup(table.rowCount + at) ? [{ row: table.rowCount + at, value, originalLine }] : [],
    );
    const key: OrderKey = { valueOf: (row) => this[by](row), lineOf: (row) => table.line[row] - 1 };
    const order = editedOrder(base, removed, added, key);
    this.#orders.set(name, order);
    return order;
  }
}

/** The headline of the original trace. */
function headlineOf(overview: Headline): Headline {
  const { account, latency: all, functions, timeRange } = overview;
  const { rows, badRows } = account;
  const latency = all && {
    unit: all.unit,
    setting: all.setting,
    reason: all.reason,
    doubt: all.doubt,
    isGiven: all.isGiven,
    p99: all.p99,
  };
  return { ...asFormat(overview), account: { rows, badRows }, functions, timeRange, latency };
}

function asFormat(overview: AsFormat): AsFormat {
  return Object.fromEntries(AS_FORMAT.map((key) => [key, overview[key]])) as unknown as AsFormat;
}

const NOTHING_ADDED: AddedRows = { rows: [], names: byName(() => []) };

const BY_TIME = 'time';
const BY_LATENCY = 'latency';

/** Where a group is in an order by groups; empty for a group that the table lacks. */
function group(starts: Uint32Array, id: number): readonly [start: number, end: number] {
  return id + 1 < starts.length ? [starts[id], starts[id + 1]] : [0, 0];
}

/** Rows that start on lines [from, to), from 0. */
function rowsOnLines(table: HoverTable, from: number, to: number): number[] {
  const before = (line: number) => countBelow(table.rowCount, line + 1, (row) => table.line[row]);
  const first = before(from);
  return Array.from({ length: before(to) - first }, (_, at) => first + at);
}

import type { Columns } from './columns';
import { COLUMN, shorten, type TraceHeader } from './header';
import { MAX_NAME_LENGTH, NameTable } from './names';
import { parseDecimal } from './numbers';
import type { ThreadNames } from './readInThreads';
import type { ScannedBlock } from './scanJob';
import { MAX_LISTED_PROBLEMS, type RowProblem, UNKNOWN_MEMORY } from './table';
import { hasNoOffset, parseTime } from './times';

const MAX_FOUND_LENGTH = 80;
/** How optional cells say that there is no value. pandas writes nothing or NaN, databases NULL. */
const NO_VALUE = /^[ \t]*(?:nan|null|none|nil|na|n\/a|-|–)?[ \t]*$/i;
/** Half of what a JavaScript Map holds. */
const MAX_FUNCTIONS = 1 << 23;
/** One less than a Uint16 tells apart, as the type of `runtimeId`. */
const MAX_RUNTIMES = 65_535;

/**
 * Takes the records of a trace one after another, whoever split them, and keeps the readable ones as columns and the others as problems.
 * This is the one place where it is decided what a readable row is and how a bad one is described.
 */
export class RowCollector {
  readonly functions = new NameTable(MAX_FUNCTIONS, 'function names');
  readonly runtimes = new NameTable(MAX_RUNTIMES, 'runtimes');
  readonly problems: RowProblem[] = [];
  badRows = 0;
  /** Bad rows with one field more than the header. */
  wideRows = 0;
  /** Rows kept although a value of an optional column cannot be read. */
  incompleteRows = 0;
  /** Whether any date had no offset from UTC. */
  offsetMissing = false;
  blankLines = 0;
  /** The line, from 1, on which the next record starts; whoever splits the records moves it on. */
  line = 1;

  /** @param columns where the rows go */
  constructor(
    readonly header: TraceHeader,
    readonly columns: Columns,
  ) {
    if (header.runtime < 0) this.runtimes.add('');
  }

  /** Takes one record that starts on `line`, its fields as text without their quotes. */
  record(fields: readonly string[], line: number): void {
    const { header } = this;
    if (fields.length !== header.names.length) {
      this.#wrongWidth(fields.length, line);
      return;
    }
    const time = parseTime(fields[header.time], this.columns.timesPerSecond);
    const latency = parseDecimal(fields[header.latency]);
    const memoryText = header.memoryMB < 0 ? '' : fields[header.memoryMB];
    const memoryMB = parseMemory(memoryText);
    if (!(time >= 0))
      this.#badField(
        fields[header.time],
        line,
        'time',
        'a count since 1970, in seconds or finer, or an ISO 8601 date and time',
      );
    else if (!(latency >= 0)) this.#badField(fields[header.latency], line, 'latency', 'a number, 0 or more');
    else {
      this.offsetMissing ||= hasNoOffset(fields[header.time]);
      const runtime = header.runtime < 0 ? '' : fields[header.runtime];
      const { rows } = this.columns;
      this.row(time, latency, memoryMB < 0 ? UNKNOWN_MEMORY : memoryMB, fields[header.functionName], runtime, line);
      if (memoryMB < 0 && this.columns.rows > rows) this.#unknownMemory(memoryText, line);
    }
  }

  /** Takes a record whose numbers are right: what may be wrong are its names. */
  row(time: number, latency: number, memoryMB: number, functionName: string, runtime: string, line: number): void {
    const { functions, runtimes } = this;
    const functionId = functions.find(functionName);
    const runtimeId = runtimes.find(runtime);
    const functionFault = functionId !== undefined ? null : functionName === '' ? 'a name' : nameFault(functionName);
    const runtimeFault = runtimeId !== undefined ? null : nameFault(runtime);
    if (functionFault) this.#badField(functionName, line, 'functionName', functionFault);
    else if (runtimeFault) this.#badField(runtime, line, 'runtime', runtimeFault);
    else {
      const functionNumber = functionId ?? functions.add(functionName);
      this.columns.push(time, latency, functionNumber, runtimeId ?? runtimes.add(runtime), memoryMB, line);
    }
  }

  /** Takes the lines that come next as another thread has read them, its rows from where it has put them. */
  take(block: ScannedBlock, names: ThreadNames): void {
    const { columns } = this;
    const rows = columns.take(block.row, block.rows);
    names.renumber(block, rows, this.functions, this.runtimes);
    for (const problem of block.problems) if (this.problems.length < MAX_LISTED_PROBLEMS) this.problems.push(problem);
    this.badRows += block.badRows;
    this.wideRows += block.wideRows;
    this.incompleteRows += block.incompleteRows;
    this.offsetMissing ||= block.offsetMissing;
    this.blankLines += block.blankLines;
    this.line += block.lines;
  }

  /** Counts a bad row, and lists it while there is room. `column` and `field` as in RowProblem. */
  bad(line: number, column: string, field: number, found: string, expected: string): void {
    this.badRows++;
    this.#list({ line, column, field, found, expected });
  }

  /** Counts a row that is kept without its memory. */
  #unknownMemory(found: string, line: number): void {
    this.incompleteRows++;
    const field = this.header.memoryMB + 1;
    this.#list({ line, column: COLUMN.memoryMB, field, found, expected: 'megabytes, 0 to 4,294,967,294', kept: true });
  }

  #list(problem: RowProblem): void {
    if (this.problems.length === MAX_LISTED_PROBLEMS) return;
    this.problems.push({ ...problem, found: shorten(problem.found, MAX_FOUND_LENGTH) });
  }

  #badField(found: string, line: number, column: keyof typeof COLUMN, expected: string): void {
    this.bad(line, COLUMN[column], this.header[column] + 1, found, expected);
  }

  #wrongWidth(width: number, line: number): void {
    const names = this.header.names.length;
    if (width === names + 1) this.wideRows++;
    this.bad(line, '', 0, `${width} ${width === 1 ? 'field' : 'fields'}`, `${names} fields, as in the header`);
  }
}

/** Megabytes rounded to whole ones, `UNKNOWN_MEMORY` where the text says that there is no value, -1 for anything else. */
function parseMemory(text: string): number {
  if (text === '') return UNKNOWN_MEMORY;
  const value = parseDecimal(text);
  const rounded = Math.floor(value + 0.5);
  if (value >= 0 && rounded < UNKNOWN_MEMORY) return rounded;
  return NO_VALUE.test(text) ? UNKNOWN_MEMORY : -1;
}

function nameFault(name: string): string | null {
  if (name.length > MAX_NAME_LENGTH) return `at most ${MAX_NAME_LENGTH.toLocaleString('en-US')} characters`;
  return name.includes('\0') ? 'text without NUL characters' : null;
}

import { count, counted } from '../../text';
import type { Cutting, RecordFormat, RecordParser } from '../formats';
import { describeProblem } from '../problems';
import type { SharedReader } from '../readInThreads';
import type { TraceColumns } from '../schema';
import type { NameList } from '../sharedNames';
import type { LineAccount, TraceFile } from '../table';
import { TraceError } from '../traceError';
import { ByteWindow, MARK } from '../window';
import type { Cutter, RecordTaker, ShapeTaker } from './cutter';
import { JsonCutter } from './jsonCutter';
import { LineCutter } from './lineCutter';
import { type LineJob, lineJob, type ScannedLines } from './lineJob';
import { RecordTable } from './recordTable';
import { ShapedCutter } from './shapedCutter';
import { MarkdownCutter, TableCutter } from './tableCutter';

/** Reads a file of a record format from its bytes, in pieces of any length. */
export class RecordReader implements SharedReader {
  /** Bytes written so far. */
  bytes = 0;
  readonly #window = new ByteWindow();
  readonly #table: RecordTable;
  readonly #parser: RecordParser;
  readonly #cutter: Cutter;
  #fresh = 0;
  #blankLines = 0;
  #headerLines = 0;
  #isStarted = false;
  /** Whether the last byte so far ends a line; also before the first. */
  #endsLine = true;

  /**
   * @param stretch bytes to collect before processing them
   * @param size bytes of the file, for threads
   */
  constructor(
    readonly format: RecordFormat,
    cutting: Cutting,
    private readonly stretch: number,
    private readonly size = 0,
  ) {
    this.#table = new RecordTable(format.columns);
    this.#parser = format.parser(this.#table);
    const taker: ShapeTaker = {
      record: (record) => this.#parser.record(record),
      shaped: (record) => this.#parser.shaped!(record),
      skipped: (records) => this.#table.other(format.rest ?? 'other record', records),
      blank: (lines) => {
        this.#blankLines += lines;
      },
      header: () => {
        this.#headerLines++;
      },
      bad: (line, expected) => this.#table.bad(line, '', expected),
    };
    const { shape } = format;
    const isShaped = cutting.as === 'lines' && cutting.shaped && shape !== undefined;
    this.#cutter = isShaped ? new ShapedCutter(shape, taker) : cutterFor(cutting, taker, format.needles);
  }

  get rows(): number {
    return this.#table.rows;
  }

  get columns(): TraceColumns {
    return this.#table.keyed;
  }

  /** Formats of records tell the unit. */
  readonly isInSeconds = true;

  get relativeTime(): boolean {
    return this.#parser.relativeTime ?? false;
  }

  get functionNames(): NameList {
    return this.#table.functionNames;
  }

  /** Reads some bytes. Yields after each stretch. Throws a TraceError. */
  *write(piece: Uint8Array): Generator<void> {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + this.stretch - this.#fresh);
      this.#window.append(part);
      this.#fresh += part.length;
      this.bytes += part.length;
      this.#endsLine = part[part.length - 1] === 10;
      at += part.length;
      if (this.#fresh < this.stretch) return;
      this.#work(false);
      yield;
    }
  }

  /** Whether threads can read what comes next. */
  get canShare(): boolean {
    return this.#isStarted && this.#cutter instanceof ShapedCutter && !this.#cutter.isInsideLine;
  }

  handOver(blockBytes: number): LineJob | null {
    const cutter = this.#cutter;
    if (!this.canShare || !(cutter instanceof ShapedCutter)) return null;
    const window = this.#window;
    const from = this.bytes - window.length;
    window.start = window.end;
    this.#fresh = 0;
    this.bytes = from;
    this.#endsLine = true;
    return lineJob({ shape: cutter.shape, from, to: this.size, blockBytes });
  }

  adoptBlock(_thread: number, { parts, bytes }: ScannedLines): void {
    for (const part of parts) (this.#cutter as ShapedCutter).take(part);
    this.bytes += bytes;
  }

  /** A job has room for all of the file. */
  isFull(): boolean {
    return false;
  }

  /** Ends the reading. Throws a TraceError if no cold start was read. */
  end(): TraceFile {
    this.#work(true);
    this.#parser.end?.();
    const account = this.#account();
    if (account.rows === 0) throw noColdStarts(this.format.title, account, this.#table);
    const { title, id } = this.format;
    return {
      format: { id, title },
      assumptions: this.#parser.assumptions(),
      relativeTime: this.relativeTime,
      ...this.#table.finish(),
      account,
      problems: this.#table.problems,
      unreadableValues: 0,
      detectedUnit: { unit: 'seconds', reason: `${title} tell the unit.`, doubt: null, isGiven: true },
      timeUnit: 'seconds',
      timeUnitIsSet: false,
      offsetMissing: false,
      bytes: this.bytes,
    };
  }

  #work(atEnd: boolean): void {
    const window = this.#window;
    this.#fresh = 0;
    if (!this.#isStarted) {
      if (window.length < MARK.length && !atEnd) return;
      window.skipMark();
      this.#isStarted = true;
    }
    window.start = this.#cutter.cut(window.bytes, window.start, window.end, atEnd);
  }

  #account(): LineAccount {
    const { rows, warmRows, otherRows, duplicateRows, badRows, records } = this.#table;
    const lines = { blankLines: this.#blankLines, headerLines: this.#headerLines };
    return {
      ...{ rows, warmRows, otherRows, duplicateRows, badRows, ...lines },
      records: records + lines.blankLines + lines.headerLines,
      physicalLines: this.#cutter.line - (this.#endsLine ? 1 : 0),
    };
  }
}

/** @param needles as of a format */
export function cutterFor(cutting: Cutting, taker: RecordTaker, needles?: readonly string[]): Cutter {
  switch (cutting.as) {
    case 'json':
      return new JsonCutter(taker, null, [], needles);
    case 'jsonList':
      return new JsonCutter(taker, cutting.list, cutting.context, needles);
    case 'lines':
      return new LineCutter(taker, needles);
    case 'table':
      return new TableCutter(taker, cutting.delimiter, cutting.skipLines);
    case 'markdown':
      return new MarkdownCutter(taker);
  }
}

/** The error for a file of a known format without any cold start. */
function noColdStarts(title: string, account: LineAccount, { problems }: RecordTable): TraceError {
  const { warmRows, badRows, otherRows } = account;
  const parts = [
    warmRows > 0 ? [counted(warmRows, 'warm invocation')] : [],
    otherRows.map(({ name, count: records }) => `${count(records)} × ${name}`),
    badRows > 0 ? [`${count(badRows)} unreadable`] : [],
  ].flat();
  const first = problems.length > 0 ? ` ${describeProblem(problems[0])}` : '';
  return new TraceError(
    'noRows',
    `This file (${title}) holds no cold start: ${parts.length === 0 ? 'it is empty' : parts.join(', ')}.${first}`,
    'Check that it covers a time in which functions started.',
    { account, problems },
  );
}

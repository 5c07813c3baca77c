import { Columns } from './columns';
import { CsvLane } from './csvLane';
import { dropDuplicates } from './duplicates';
import { ENCODING_PREFIX, requireText } from './encoding';
import { faasnet } from './formats/faasnet';
import type { TableMapping } from './formats/format';
import { warmColumns } from './header';
import { type Head, HeadReader } from './headReader';
import { keyedColumns } from './keyedColumns';
import { mappedTimeUnit } from './mappedHeader';
import { NameNumbering, type NameTable } from './names';
import { PlainLane } from './plainLane';
import type { SharedReader } from './readInThreads';
import { accountOf, emptyFile, noRows, tableOf, tooLarge } from './readingEnd';
import { RowCollector } from './rows';
import { type ScanJob, type ScannedBlock, scanJob } from './scanJob';
import { type Column, type NameIds, nameArrays, type TraceColumns } from './schema';
import type { NameList } from './sharedNames';
import { ANY_TABLE, type FormatName, type TimeUnit, type TraceFile } from './table';
import { nameTables } from './threadNames';
import { TimeScale } from './timeUnit';
import { ByteWindow } from './window';

const MAX_HANDOVER = 1 << 16;
/** Bytes of plain lines that take csv-parse longer to read than it takes to start. */
const LONG_PLAIN_RUN = 1 << 12;

/** Rows are about equally long. A little extra capacity avoids growing twice. */
const EXPECTED_MARGIN = 1.03;
const FEW_ROWS = 1 << 12;

interface Lanes {
  readonly rows: RowCollector<NameTable>;
  readonly plain: PlainLane;
  readonly csv: CsvLane;
}

export interface ReaderOptions {
  /** Expected number of bytes. */
  readonly size?: number;
  /** What times are counted in; absent: the mapping says it, or the first row decides. */
  readonly timeUnit?: TimeUnit;
  /** How to read the table. Absent: its header has the columns of the schema. */
  readonly mapping?: TableMapping;
  /** What the file was recognised as; absent with a mapping: a table of no known format. */
  readonly format?: FormatName;
  /** The columns to look for without a mapping. */
  readonly schema?: readonly Column[];
  /** As of a `PlainLane`. */
  readonly mostRemembered?: number;
}

/** Reads one trace from its bytes, in pieces of any length. The result does not depend on how they are split. */
export class TraceReader implements SharedReader {
  /** Bytes written so far. */
  bytes = 0;
  /** Bytes of the whole file. Only the room for rows depends on it. */
  expectedBytes: number;
  readonly #stretch: number;
  readonly #options: ReaderOptions;
  readonly #window = new ByteWindow();
  /** Bytes in the window that are new to the lanes. */
  #fresh = 0;
  #textChecked = false;
  readonly #head: HeadReader;
  /** Records that the CSV lane reads before the plain lane tries again. */
  #handover = 1;
  #lanes: Lanes | null = null;
  /** By thread of the current job, a translation to the file's numbers for each column of names. */
  readonly #numberings = new Map<number, readonly NameNumbering[]>();

  /** @param stretch bytes to collect before processing them */
  constructor(stretch: number, options: ReaderOptions = {}) {
    this.#stretch = stretch;
    this.expectedBytes = options.size ?? 0;
    this.#options = options;
    this.#head = new HeadReader(options);
  }

  get rows(): number {
    return this.#lanes?.rows.columns.rows ?? 0;
  }

  /** Cold starts and warm invocations. */
  get invocations(): number {
    return this.#lanes?.rows.invocations ?? 0;
  }

  /** The columns so far; their first `rows` elements are set. null before the header. Growing replaces the arrays. */
  get columns(): TraceColumns | null {
    return this.#lanes && keyedColumns(this.#lanes.rows.header.columns, this.#lanes.rows.columns.rowArrays);
  }

  get relativeTime(): boolean {
    return this.#options.mapping?.time.relative ?? false;
  }

  /** Whether latencies are read as seconds, because the mapping tells their unit. */
  get isInSeconds(): boolean {
    return (this.#options.mapping?.latency.unit ?? 'auto') !== 'auto';
  }

  /** Of the rows so far. */
  get functionNames(): NameList {
    return this.#lanes?.rows.namesOf('function') ?? [];
  }

  /** Reads some bytes. Yields after each stretch so that the caller can pause. Throws a TraceError. */
  *write(piece: Uint8Array): Generator<void> {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + this.#stretch - this.#fresh);
      this.#window.append(part);
      this.#fresh += part.length;
      this.bytes += part.length;
      at += part.length;
      if (this.#fresh < this.#stretch) return;
      this.#guarded(() => this.#work(false));
      yield;
    }
  }

  /**
   * A job for threads that continues after the last record read, as if nothing after it had been written, with room for
   * the expected rows. null at the beginning of a file and within a broken line.
   * @param blockBytes bytes that a thread scans at a time
   */
  handOver(blockBytes: number): ScanJob | null {
    const lanes = this.#lanes;
    if (!lanes || lanes.csv.insideLine || lanes.rows.invocations === 0) return null;
    const window = this.#window;
    const from = this.bytes - window.length;
    const { rows } = lanes;
    const { columns, header, line } = rows;
    this.#numberings.clear();
    columns.expected = this.#expectedRows();
    const more = Math.ceil(((line - 1) / from) * (this.expectedBytes - from) * EXPECTED_MARGIN) + FEW_ROWS;
    this.#guarded(() => columns.reserve(more));
    window.start = window.end;
    this.#fresh = 0;
    this.bytes = from;
    const { rowArrays, rows: row, times } = columns;
    return scanJob({
      header,
      from,
      to: this.expectedBytes,
      blockBytes,
      line,
      columns: rowArrays,
      row,
      timeUnit: times.unit,
    });
  }

  /** Whether the lines of a block have no room in the columns. */
  isFull({ row, linesBefore, columns }: ScanJob, block: number): boolean {
    return row + linesBefore[block + 1] > columns.line.length;
  }

  /** Appends the next block of a job. Throws a TraceError for more names than can be numbered. */
  adoptBlock(thread: number, block: ScannedBlock): void {
    const { rows } = this.#lanes!;
    const numberings = this.#numberings.get(thread) ?? rows.names.map(() => new NameNumbering());
    this.#numberings.set(thread, numberings);
    const nameColumns = nameArrays(rows.header.columns);
    /** @param indices the columns of the rows, among the header's */
    const renumber = ({ rowArrays, rows }: Columns, indices: Iterable<number>, from: number) => {
      for (const [array, index] of [...indices].entries())
        numberings[nameColumns.indexOf(index)]?.apply(rowArrays.arrays[array] as NameIds, from, rows);
    };
    this.#guarded(() => {
      const { columns, header, warm } = rows;
      for (const [at, numbering] of numberings.entries()) numbering.learnPacked(block.names[at], rows.names[at]);
      renumber(columns, header.columns.keys(), columns.adopt(block.row, block.rows));
      if (warm && block.warm) renumber(warm, warmColumns(header)!, warm.appendInSeconds(block.warm));
      rows.addCounts(block);
    });
    this.bytes += block.bytes;
  }

  /** Ends the reading. Throws a TraceError if no row could be read. */
  end(): TraceFile {
    return this.#guarded(() => this.#finish());
  }

  #finish(): TraceFile {
    this.#work(true);
    if (!this.#lanes) throw emptyFile(this.#head.skippedLines, this.#head.blankLines);
    const { rows, plain } = this.#lanes;
    plain.release();
    const { mapping, timeUnit, format = mapping ? ANY_TABLE : faasnet } = this.#options;
    const account = accountOf(rows, dropDuplicates(rows), this.#head.skippedLines, mapping);
    if (account.rows === 0) throw noRows(rows, account);
    return {
      format: { id: format.id, title: format.title },
      assumptions: mapping?.assumptions ?? [],
      relativeTime: this.relativeTime,
      ...tableOf(rows, mapping),
      account,
      problems: rows.problems,
      unreadableValues: rows.unreadableValues,
      timeUnit: rows.columns.times.unit,
      timeUnitIsSet: timeUnit !== undefined || (mapping !== undefined && mappedTimeUnit(mapping) !== undefined),
      offsetMissing: rows.offsetMissing,
      bytes: this.bytes,
    };
  }

  /** Turns a RangeError, the runtime's lack of memory for an array, into a TraceError. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(this.rows, error) : error;
    }
  }

  #work(atEnd: boolean): void {
    const window = this.#window;
    this.#fresh = 0;
    if (!this.#textChecked) {
      if (window.length < ENCODING_PREFIX && !atEnd) return;
      this.#checkText();
    }
    if (!this.#lanes) {
      const head = this.#head.read(this.#window, this.bytes, atEnd);
      if (head) this.#startRows(head);
    }
    if (!this.#lanes) return;
    this.#lanes.rows.columns.expected = this.#expectedRows();
    this.#readRows(this.#lanes, atEnd);
  }

  /** Estimate of the file's rows, from the rows so far. */
  #expectedRows(): number {
    const read = this.bytes - this.#window.length;
    return this.rows === 0 ? 0 : Math.ceil((this.rows / read) * this.expectedBytes * EXPECTED_MARGIN);
  }

  /**
   * Reads plain lines with the fast lane and quoted ones with the other. The closer together quoted lines are, the more
   * of them are handed over at a time, because csv-parse takes long to start.
   */
  #readRows({ plain, csv }: Lanes, atEnd: boolean): void {
    const window = this.#window;
    do {
      const before = window.start;
      if (!csv.insideLine) window.start = plain.readLines(window.bytes, window.start, window.end);
      const quoted = window.start;
      if (quoted - before >= LONG_PLAIN_RUN) this.#handover = 1;
      window.start = csv.readRecords(window.bytes, quoted, window.end, atEnd, this.#handover);
      if (window.start === quoted) return;
      this.#handover = Math.min(this.#handover * 2, MAX_HANDOVER);
    } while (window.length > 0);
  }

  #checkText(): void {
    const window = this.#window;
    const { bytes, start, end } = window;
    requireText(bytes.subarray(start, end));
    window.skipMark();
    this.#textChecked = true;
  }

  #startRows({ header, line, blankLines }: Head): void {
    const { timeUnit, mapping, mostRemembered } = this.#options;
    const times = new TimeScale((mapping && mappedTimeUnit(mapping)) ?? timeUnit);
    const columns = new Columns(header.columns, times);
    const rows = new RowCollector(header, columns, nameTables(header.columns), line - blankLines);
    rows.skipBlankLines(blankLines);
    this.#lanes = { rows, plain: new PlainLane(rows, mostRemembered), csv: new CsvLane(rows) };
  }
}

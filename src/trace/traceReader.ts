import { Columns } from './columns';
import { CsvLane } from './csvLane';
import { ENCODING_PREFIX, requireText } from './encoding';
import { readHeader, type TraceHeader } from './header';
import { type HeaderFault, headerError, tooLongHeader } from './headerError';
import { keyedColumns, keyedNames, optionalColumns } from './keyedColumns';
import { detectUnit } from './latencyUnit';
import { NO_EXTRAS } from './measures';
import { NameNumbering, type NameTable } from './names';
import { PlainLane } from './plainLane';
import { accountOf, emptyFile, noRows, tooLarge } from './readingEnd';
import { lineEndFrom, RecordCutter } from './records';
import { RowCollector } from './rows';
import { type ScanJob, type ScannedBlock, scanJob } from './scanJob';
import { COLUMNS, type Column, type NameIds, nameArrays, type TraceColumns } from './schema';
import type { NameList } from './sharedNames';
import type { TimeUnit, TraceFile } from './table';
import { nameTables } from './threadNames';
import type { TraceError } from './traceError';
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

/** Reads one trace from its bytes, in pieces of any length. The result does not depend on how they are split. */
export class TraceReader {
  /** Bytes written so far. */
  bytes = 0;
  readonly #stretch: number;
  readonly #size: number;
  readonly #window = new ByteWindow();
  /** Bytes in the window that are new to the lanes. */
  #fresh = 0;
  #textChecked = false;
  #blankLinesBefore = 0;
  /** Records that the CSV lane reads before the plain lane tries again. */
  #handover = 1;
  #lanes: Lanes | null = null;

  /**
   * @param stretch bytes to collect before processing them
   * @param size expected number of bytes
   * @param timeUnit what times are counted in; absent: the first row decides
   * @param schema the columns to look for
   * @param mostRemembered as of a `PlainLane`
   */
  constructor(
    stretch: number,
    size = 0,
    private readonly timeUnit?: TimeUnit,
    private readonly schema: readonly Column[] = COLUMNS,
    private readonly mostRemembered?: number,
  ) {
    this.#stretch = stretch;
    this.#size = size;
  }

  get rows(): number {
    return this.#lanes?.rows.columns.rows ?? 0;
  }

  /** The columns so far; their first `rows` elements are set. null before the header. Growing replaces the arrays. */
  get columns(): TraceColumns | null {
    return this.#lanes && keyedColumns(this.#lanes.rows.header.columns, this.#lanes.rows.columns.rowArrays);
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
    if (!lanes || lanes.csv.insideLine || this.rows === 0) return null;
    const window = this.#window;
    const from = this.bytes - window.length;
    const { rows } = lanes;
    const { columns, header, line } = rows;
    columns.expected = this.#expectedRows();
    const more = Math.ceil(((line - 1) / from) * (this.#size - from) * EXPECTED_MARGIN) + FEW_ROWS;
    this.#guarded(() => columns.reserve(more));
    window.start = window.end;
    this.#fresh = 0;
    this.bytes = from;
    const { rowArrays, rows: row, timeUnit } = columns;
    return scanJob({ header, from, to: this.#size, blockBytes, line, columns: rowArrays, row, timeUnit });
  }

  /** An empty translation to the file's numbers for each column of names. */
  numberings(): NameNumbering[] {
    return this.#lanes?.rows.names.map(() => new NameNumbering()) ?? [];
  }

  /**
   * Appends the next block of a job.
   * @param numberings those of the thread that scanned it
   * Throws a TraceError for more names than can be numbered.
   */
  adoptBlock(block: ScannedBlock, numberings: readonly NameNumbering[]): void {
    const { rows } = this.#lanes!;
    this.#guarded(() => {
      const { columns, header } = rows;
      const from = columns.adopt(block.row, block.rows);
      for (const [at, array] of nameArrays(header.columns).entries()) {
        numberings[at].learnPacked(block.names[at], rows.names[at]);
        numberings[at].apply(columns.rowArrays.arrays[array] as NameIds, from, columns.rows);
      }
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
    if (!this.#lanes) throw emptyFile(this.#blankLinesBefore);
    const { rows, plain } = this.#lanes;
    plain.release();
    const account = accountOf(rows);
    if (account.rows === 0) throw noRows(rows, account);
    const { columns } = rows.header;
    const table = {
      rowCount: account.rows,
      ...keyedColumns(columns, rows.columns.finish()),
      ...keyedNames(rows),
      ...NO_EXTRAS,
      files: [{ name: '', firstRow: 0, rows: account.rows }],
    };
    return {
      format: { id: 'faasnet', title: 'FaaSNet trace' },
      assumptions: [],
      relativeTime: false,
      table,
      account,
      problems: rows.problems,
      unreadableValues: rows.unreadableValues,
      detectedUnit: detectUnit(table.latency),
      timeUnit: rows.columns.timeUnit,
      timeUnitIsSet: this.timeUnit !== undefined,
      offsetMissing: rows.offsetMissing,
      columns: optionalColumns(columns),
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
    if (!this.#lanes) this.#readHeader(atEnd);
    if (!this.#lanes) return;
    this.#lanes.rows.columns.expected = this.#expectedRows();
    this.#readRows(this.#lanes, atEnd);
  }

  /** Estimate of the file's rows, from the rows so far. */
  #expectedRows(): number {
    const read = this.bytes - this.#window.length;
    return this.rows === 0 ? 0 : Math.ceil((this.rows / read) * this.#size * EXPECTED_MARGIN);
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
    if (end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf)
      window.start += 3;
    this.#textChecked = true;
  }

  /** Looks for the first record that is not blank, and prepares for the rows after it. */
  #readHeader(atEnd: boolean): void {
    const window = this.#window;
    const cutter = new RecordCutter();
    while (window.length > 0) {
      const line = this.#blankLinesBefore + 1;
      const cut = cutter.cut(window.bytes, window.start, window.end, atEnd);
      if (cut === 'more') return;
      if (cut === 'broken') throw this.#brokenHeader(cutter, line);
      const { start } = window;
      const record = window.bytes.subarray(start, cutter.next);
      window.start = cutter.next;
      if (cut === 'record') {
        const faulty = (names: readonly string[]) => this.#headerError(start, line, { strayQuote: 0, names });
        const header = readHeader(new TextDecoder().decode(record), line, faulty, this.schema);
        this.#startRows(header, line + cutter.lines);
        return;
      }
      this.#blankLinesBefore++;
    }
  }

  #brokenHeader({ fault, field }: RecordCutter, line: number): TraceError {
    if (fault === 'tooLong') return tooLongHeader(line);
    return this.#headerError(this.#window.start, line, { strayQuote: field, names: [] });
  }

  /** @param start offset of the line in the window */
  #headerError(start: number, line: number, fault: HeaderFault): TraceError {
    const { bytes, end } = this.#window;
    const lineEnd = lineEndFrom(bytes, start, end);
    // The window holds this much of the file, however it was split.
    const prefixEnd = start + ENCODING_PREFIX - (this.bytes - (end - start));
    const text = bytes.subarray(start, Math.max(lineEnd, Math.min(end, prefixEnd)));
    return headerError(new TextDecoder().decode(text), line, fault);
  }

  #startRows(header: TraceHeader, line: number): void {
    const columns = new Columns(header.columns, this.timeUnit);
    const rows = new RowCollector(header, columns, nameTables(header.columns), line - this.#blankLinesBefore);
    rows.skipBlankLines(this.#blankLinesBefore);
    this.#lanes = { rows, plain: new PlainLane(rows, this.mostRemembered), csv: new CsvLane(rows) };
  }
}

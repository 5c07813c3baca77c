import { parse } from 'csv-parse/sync';
import { count } from '../text';
import type { Delimiter } from './formats/sample';
import { BYTE, lineEndFrom, MAX_RECORD_BYTES, RecordCutter, type RecordFault } from './records';
import type { RowCollector } from './rows';

/** What is expected after a quote that is open at the end of its line. Whether it is closed depends on later lines. */
export const UNCLOSED_QUOTE = 'a closing quote';

const EXPECTED: Readonly<Record<RecordFault, (delimiter: Delimiter) => string>> = {
  strayQuote: () => 'no quotes, or quotes around the whole field with those inside it doubled',
  textAfterQuote: (delimiter) => `${DELIMITER_NAMES[delimiter]} or the end of the line after the closing quote`,
  unclosedQuote: () => UNCLOSED_QUOTE,
  tooLong: () => `at most ${count(MAX_RECORD_BYTES)} bytes in a row`,
};

const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a vertical bar',
  ' ': 'a space',
};

/** Enough bytes for the text of a problem in any script. */
const EXCERPT_BYTES = 400;

interface BrokenRecord {
  readonly line: number;
  readonly fault: RecordFault;
  readonly field: number;
  readonly found: string;
}

/**
 * Reads any CSV, quoted or not, with csv-parse. The first line of a broken record is a bad row, and reading continues
 * on the next line, so a lost quote costs one row and not the rest of the file.
 */
export class CsvLane {
  readonly #rows: RowCollector;
  readonly #delimiter: Delimiter;
  readonly #cutter: RecordCutter;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #skippingLine = false;

  constructor(rows: RowCollector) {
    this.#rows = rows;
    this.#delimiter = rows.header.delimiter;
    this.#cutter = new RecordCutter(this.#delimiter);
  }

  /** Whether the lane is within a broken line: the bytes that follow are for this lane. */
  get insideLine(): boolean {
    return this.#skippingLine;
  }

  /**
   * Reads whole records of bytes[from, to), at most `records` of them. Returns the offset after them.
   * @param atEnd whether the file ends at `to`
   */
  readRecords(bytes: Uint8Array, from: number, to: number, atEnd: boolean, records: number): number {
    const cutter = this.#cutter;
    const good = new Batch(this.#delimiter);
    const broken: BrokenRecord[] = [];
    let at = from;
    for (let taken = 0; at < to && taken < records; ) {
      if (this.#skippingLine) {
        at = this.#skipLine(bytes, at, to, atEnd);
        if (this.#skippingLine) break;
        taken++;
        continue;
      }
      const cut = cutter.cut(bytes, at, to, atEnd);
      if (cut === 'more') break;
      if (cut === 'broken') {
        const excerptEnd = lineEndFrom(bytes, cutter.fieldStart, Math.min(to, cutter.fieldStart + EXCERPT_BYTES));
        if (excerptEnd === to && !atEnd) break;
        const found = this.#decoder.decode(bytes.subarray(cutter.fieldStart, excerptEnd));
        broken.push({ line: this.#rows.line, fault: cutter.fault, field: cutter.field, found });
        this.#skippingLine = true;
        continue;
      }
      if (cut === 'blank') {
        this.#rows.skipBlankLines(cutter.lines);
      } else {
        good.add(at, cutter, this.#rows.line);
        this.#rows.skipLines(cutter.lines);
      }
      at = cutter.next;
      taken++;
    }
    if (atEnd && at === to && this.#skippingLine) this.#endLine();
    this.#collect(good, broken, bytes);
    return at;
  }

  #skipLine(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    const end = lineEndFrom(bytes, from, to);
    // A final CR may be the first half of a CRLF.
    const half = end === to - 1 && bytes[end] === BYTE.cr;
    if (end === to || (half && !atEnd)) return end;
    this.#endLine();
    const crlf = !half && bytes[end] === BYTE.cr && bytes[end + 1] === BYTE.lf;
    return end + (crlf ? 2 : 1);
  }

  #endLine(): void {
    this.#skippingLine = false;
    this.#rows.skipLines(1);
  }

  /** Passes good and broken records on in the order of their lines. */
  #collect(good: Batch, broken: readonly BrokenRecord[], bytes: Uint8Array): void {
    let next = 0;
    const reportBefore = (line: number) => {
      while (next < broken.length && broken[next].line < line) {
        const { line, field, found, fault } = broken[next++];
        this.#rows.bad(line, this.#rows.header.names[field - 1] ?? '', field, found, EXPECTED[fault](this.#delimiter));
      }
    };
    good.parse(bytes).forEach((fields, record) => {
      const line = good.lines[record];
      reportBefore(line);
      this.#rows.record(fields, line, (field) => good.bytesOf(bytes, record, field));
    });
    reportBefore(Number.POSITIVE_INFINITY);
  }
}

/** Well-formed records for csv-parse to split in one call: a call costs more than splitting a record. */
class Batch {
  /** The line on which each record starts. */
  readonly lines: number[] = [];
  /** Where each record starts and ends. */
  readonly #places: number[] = [];
  /** Start and end offset of each run of records with nothing in between. */
  readonly #runs: number[] = [];
  readonly #lineEnds = new Set<string>();
  #doubledQuotes = false;

  constructor(private readonly delimiter: Delimiter) {}

  add(start: number, { next, lineEnd, doubledQuotes }: RecordCutter, line: number): void {
    this.lines.push(line);
    this.#places.push(start, next);
    this.#doubledQuotes ||= doubledQuotes;
    if (lineEnd !== '') this.#lineEnds.add(lineEnd);
    if (this.#runs.at(-1) === start) this.#runs[this.#runs.length - 1] = next;
    else this.#runs.push(start, next);
  }

  /** The fields of each record. */
  parse(bytes: Uint8Array): string[][] {
    return this.lines.length === 0 ? [] : this.#parse(this.#joined(bytes), 'utf8');
  }

  /** The bytes of a record's field, without its quotes. */
  bytesOf(bytes: Uint8Array, record: number, field: number): Uint8Array {
    const [start, end] = this.#places.slice(2 * record, 2 * record + 2);
    // In Latin-1 each byte is a character.
    const [fields] = this.#parse(bytes.subarray(start, end), 'latin1');
    return Uint8Array.from(fields[field], (character) => character.charCodeAt(0));
  }

  #parse(bytes: Uint8Array, encoding: 'utf8' | 'latin1'): string[][] {
    const lineEnds = ['\r\n', '\n', '\r'].filter((lineEnd) => this.#lineEnds.has(lineEnd));
    return parse(bytes, {
      encoding,
      delimiter: this.delimiter,
      // Listing only the line ends that occur saves csv-parse a comparison per byte. Without any it would guess.
      recordDelimiter: lineEnds.length > 0 ? lineEnds : ['\n'],
      // So does disabling escapes if no quotes are doubled.
      escape: this.#doubledQuotes ? '"' : null,
      relaxColumnCount: true,
    });
  }

  #joined(bytes: Uint8Array): Uint8Array {
    const runs = this.#runs;
    if (runs.length === 2) return bytes.subarray(runs[0], runs[1]);
    let length = 0;
    for (let i = 0; i < runs.length; i += 2) length += runs[i + 1] - runs[i];
    const joined = new Uint8Array(length);
    for (let i = 0, at = 0; i < runs.length; i += 2) {
      joined.set(bytes.subarray(runs[i], runs[i + 1]), at);
      at += runs[i + 1] - runs[i];
    }
    return joined;
  }
}

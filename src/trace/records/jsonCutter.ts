import type { Cutter, RecordTaker } from './cutter';
import { TextWindow } from './textWindow';
import { B, CLOSE, isSpace, OPEN, ValueScan } from './valueScan';

/** Longer records are bad. Cloud logs have at most 1 MiB. */
const MAX_RECORD_BYTES = 1 << 24;
/** Values on longer lines are scanned: an array may be one line. */
const LONGEST_LINE = 1 << 20;
const MOST_MISSES = 1 << 10;

const COMPLETE = 'a complete JSON value';
/** Where the cutter is. */
type Place =
  /** Outside all values. */
  | 'top'
  /** In the array whose elements are records. */
  | 'elements'
  /** In the object that has the list of records. */
  | 'object'
  /** After a key of that object and its colon. */
  | 'member';

interface Pending {
  readonly line: number;
  readonly value: unknown;
}

/**
 * Cuts JSON into records: values one after the other, on lines of their own or not; the elements of an array; or those
 * of a list in an object. A value that stands on one line is parsed without being scanned first. A damaged record costs
 * itself alone where the values stand on lines.
 */
export class JsonCutter implements Cutter {
  line = 1;
  #place: Place = 'top';
  /** The scan of a value whose end is not there yet. */
  #scan: ValueScan | null = null;
  #scanLine = 0;
  /** Values still to be scanned before parsing a line is tried again. */
  #scansLeft = 0;
  #misses = 0;
  /** Whether the last record stood on a line of its own. */
  #isLinewise = false;
  #hasRecords = false;
  #key = '';
  #context: Record<string, unknown> = {};
  /** Records of an object whose context is not complete yet. */
  #waiting: Pending[] = [];

  /**
   * @param list the key of the list whose elements are the records; null: values, or the elements of arrays
   * @param context keys of members of the object that records need: they are passed on when the object ends
   * @param needles as of a format
   */
  constructor(
    private readonly taker: RecordTaker,
    private readonly list: string | null = null,
    private readonly context: readonly string[] = [],
    private readonly needles: readonly string[] = [],
  ) {}

  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    const window = new TextWindow(bytes, from, to, this.needles);
    let at = from;
    for (;;) {
      if (!this.#scan) at = this.#skipSpace(bytes, at, to);
      if (at >= to) break;
      const next = this.#step(window, bytes, at, to, atEnd);
      if (next < 0) return this.#unfinished(at, to, atEnd);
      at = next;
    }
    if (atEnd) this.#endObject();
    return to;
  }

  /** Takes one token or value. Returns the offset after it; -1 if its end is not there yet. */
  #step(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const byte = bytes[at];
    if (this.#scan) return this.#continue(window, bytes, at, to, atEnd);
    switch (this.#place) {
      case 'top':
        if (byte === OPEN.list) {
          if (this.list === null) this.#place = 'elements';
          return at + 1;
        }
        if (this.list !== null && byte === OPEN.object) {
          this.#place = 'object';
          return at + 1;
        }
        if (byte === B.comma || byte === CLOSE.list) return at + 1;
        if (byte !== OPEN.object) return this.#strayLine(window, at, to, atEnd);
        return this.#value(window, bytes, at, to, atEnd);
      case 'elements':
        if (byte === B.comma) return at + 1;
        if (byte === CLOSE.list) {
          this.#place = this.list === null ? 'top' : 'object';
          return at + 1;
        }
        return this.#value(window, bytes, at, to, atEnd);
      case 'object':
        if (byte === B.comma) return at + 1;
        if (byte === CLOSE.object) {
          this.#endObject();
          return at + 1;
        }
        if (byte === B.quote) return this.#readKey(window, bytes, at, to, atEnd);
        return this.#strayLine(window, at, to, atEnd);
      case 'member':
        if (byte === B.colon) return at + 1;
        if (byte === OPEN.list && this.#key === this.list) {
          this.#place = 'elements';
          return at + 1;
        }
        return this.#member(window, bytes, at, to, atEnd);
    }
  }

  /** Goes on with a value that began in an earlier piece. */
  #continue(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    if (this.#place === 'object') return this.#readKey(window, bytes, at, to, atEnd);
    if (this.#place === 'member') return this.#member(window, bytes, at, to, atEnd);
    return this.#value(window, bytes, at, to, atEnd);
  }

  /** A record. */
  #value(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    if (!this.#scan) {
      const next = this.#lineValue(window, bytes, at, to, atEnd);
      if (next !== null) return next;
    }
    const scanned = this.#scan;
    const end = this.#scanValue(bytes, at, to, atEnd);
    if (end < 0) return -1;
    const line = this.#scanLine;
    this.#isLinewise = false;
    this.#hasRecords = true;
    if (scanned?.isTooLong) this.taker.bad(line, 'a shorter record');
    else if (this.needles.length > 0 && bytes[at] === OPEN.object && !window.contains(at, end)) this.taker.skipped(1);
    else this.#take(window.text(at, end), line);
    // A character that begins no value is a bad record by itself.
    return end > at || scanned?.isTooLong ? end : at + 1;
  }

  /**
   * A value that ends where its line does, as JSON lines and many arrays have them. Returns null if it must be scanned.
   */
  #lineValue(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number | null {
    if (bytes[at] !== OPEN.object) return null;
    const feed = window.lineFeedFrom(at);
    if (feed < 0 && !atEnd && to - at < LONGEST_LINE) return -1;
    const lineEnd = feed < 0 ? to : feed;
    if (lineEnd - at >= LONGEST_LINE) return null;
    let end = lineEnd;
    while (end > at && (isSpace(bytes[end - 1]) || (this.#place === 'elements' && bytes[end - 1] === B.comma))) end--;
    const { line } = this;
    if (bytes[end - 1] === CLOSE.object && this.#scansLeft === 0) {
      if (this.needles.length > 0 && !window.contains(at, end) && this.#isLinewise) {
        this.taker.skipped(1);
        return lineEnd;
      }
      const value = parsed(window.text(at, end));
      if (value !== undefined) {
        this.#misses = 0;
        this.#isLinewise = true;
        this.#hasRecords = true;
        this.#pass({ line, value });
        return lineEnd;
      }
    }
    if (this.#place === 'top' && this.#isLinewise) {
      // A value cut short: where values stand on lines of their own, it must not swallow the next one.
      if (lineEnd + 1 >= to && !atEnd) return -1;
      if (lineEnd + 1 >= to || bytes[lineEnd + 1] === OPEN.object) {
        this.taker.bad(line, COMPLETE);
        return lineEnd;
      }
    }
    if (this.#scansLeft > 0) this.#scansLeft--;
    else {
      this.#misses = Math.min(MOST_MISSES, 2 * this.#misses + 1);
      this.#scansLeft = this.#misses;
    }
    return null;
  }

  #take(text: string, line: number): void {
    const value = parsed(text);
    if (value === undefined) this.taker.bad(line, COMPLETE);
    else this.#pass({ line, value });
  }

  #pass(record: Pending): void {
    if (this.context.length > 0) this.#waiting.push(record);
    else this.taker.record(record);
  }

  #readKey(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const end = this.#scanValue(bytes, at, to, atEnd);
    if (end < 0) return -1;
    this.#key = `${parsed(window.text(at, end)) ?? ''}`;
    this.#place = 'member';
    return end;
  }

  #member(window: TextWindow, bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const end = this.#scanValue(bytes, at, to, atEnd);
    if (end < 0) return -1;
    this.#place = 'object';
    if (this.context.includes(this.#key)) this.#context[this.#key] = parsed(window.text(at, end));
    return end > at ? end : at + 1;
  }

  #endObject(): void {
    const context = this.#context;
    for (const record of this.#waiting) this.taker.record({ ...record, context });
    this.#waiting = [];
    this.#context = {};
    if (this.#place !== 'elements' || this.list !== null) this.#place = 'top';
  }

  /** Skips the rest of a line that is no JSON: above the first record, as command-line tools print it, or a bad one. */
  #strayLine(window: TextWindow, at: number, to: number, atEnd: boolean): number {
    const feed = window.lineFeedFrom(at);
    if (feed < 0 && !atEnd && to - at < LONGEST_LINE) return -1;
    if (this.#hasRecords) this.taker.bad(this.line, COMPLETE);
    else this.taker.header();
    return feed < 0 ? to : feed;
  }

  /** The offset after the value at `at`; -1 if it is not there yet. Equal to `at` for what is no value. */
  #scanValue(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    if (!this.#scan) {
      this.#scan = new ValueScan();
      this.#scanLine = this.line;
    }
    const scan = this.#scan;
    const length = scan.advance(bytes, at, to, atEnd);
    if (length < 0) return -1;
    this.line += scan.lines;
    this.#scan = null;
    return at + length;
  }

  /** Keeps the beginning of a value for the next piece. At the end of the file it is a bad record. */
  #unfinished(at: number, to: number, atEnd: boolean): number {
    const scan = this.#scan;
    if (!atEnd && scan && to - at > MAX_RECORD_BYTES) {
      scan.forget();
      return to;
    }
    if (!atEnd) return at;
    this.taker.bad(scan ? this.#scanLine : this.line, COMPLETE);
    this.line += scan?.lines ?? 0;
    this.#scan = null;
    this.#endObject();
    return to;
  }

  #skipSpace(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    for (; at < to && isSpace(bytes[at]); at++) if (bytes[at] === B.lf) this.line++;
    return at;
  }
}

/** undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Delimiter } from './formats/sample';

/** Longer records are bad rows. Far above any real row; bounds how much a lost quote can swallow. */
export const MAX_RECORD_BYTES = 1 << 20;

export const BYTE = { tab: 9, lf: 10, cr: 13, space: 32, quote: 34 } as const;

export type Cut =
  /** The bytes do not contain the record's end. */
  | 'more'
  /** A line of spaces and tabs only. */
  | 'blank'
  | 'record'
  /** Not CSV: `fault` says why. */
  | 'broken';

export type RecordFault = 'strayQuote' | 'textAfterQuote' | 'unclosedQuote' | 'tooLong';

const MORE = -1;
const BROKEN = -2;

/**
 * Finds where the records of a delimited file end (RFC 4180, with any delimiter and LF, CRLF or CR), and which are
 * malformed. The result depends only on the bytes, not on how they are split into pieces.
 */
export class RecordCutter {
  /** Where the next record begins, after 'blank' or 'record'. */
  next = 0;
  /** Line ends in the record, including its own and those in quotes. */
  lines = 0;
  /** The line end after the record; '' at the end of the file. */
  lineEnd: '' | '\n' | '\r\n' | '\r' = '';
  /** Whether the record has doubled quotes. */
  doubledQuotes = false;
  /** After 'broken': the fault, the number of the field (from 1), and the offset at which the field begins. */
  fault: RecordFault = 'strayQuote';
  field = 0;
  fieldStart = 0;
  #firstAcrossLines = { field: 0, start: 0 };
  readonly #delimiter: number;

  constructor(delimiter: Delimiter = ',') {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Cuts one record from bytes[from, to). @param atEnd whether the file ends at `to` */
  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): Cut {
    const limit = from + MAX_RECORD_BYTES;
    const stop = Math.min(to, limit);
    const delimiter = this.#delimiter;
    const most = Math.max(delimiter, BYTE.quote);
    let at = from;
    let quotes = false;
    this.lines = 0;
    this.doubledQuotes = false;
    this.field = 1;
    this.fieldStart = from;
    for (;;) {
      if (at < stop && bytes[at] === BYTE.quote) {
        quotes = true;
        at = this.#skipQuoted(bytes, at + 1, to, limit, atEnd);
        if (at === MORE) return 'more';
        if (at === BROKEN) return 'broken';
      }
      let byte = 0;
      while (at < stop) {
        byte = bytes[at];
        if (byte <= most && (byte === delimiter || byte === BYTE.lf || byte === BYTE.cr || byte === BYTE.quote)) break;
        at++;
      }
      if (at >= stop) break;
      if (byte === BYTE.quote) return this.#broken('strayQuote');
      if (byte !== delimiter) break;
      this.field++;
      this.fieldStart = ++at;
    }
    if (at >= to && !atEnd) return 'more';
    if (at < to && bytes[at] !== BYTE.lf && bytes[at] !== BYTE.cr) return this.#broken('tooLong');
    if (!this.#takeLineEnd(bytes, at, to, atEnd)) return 'more';
    return !quotes && isBlank(bytes, from, at) ? 'blank' : 'record';
  }

  /**
   * From inside a quoted field to the offset after its closing quote, where a delimiter, a line end or the file's end
   * follows.
   */
  #skipQuoted(bytes: Uint8Array, from: number, to: number, limit: number, atEnd: boolean): number {
    const stop = Math.min(to, limit);
    for (let at = from; at < stop; at++) {
      const byte = bytes[at];
      // Letters and digits, the most common bytes, take one comparison.
      if (byte > BYTE.quote) continue;
      if (byte === BYTE.lf || (byte === BYTE.cr && at + 1 < to && bytes[at + 1] !== BYTE.lf)) {
        if (this.lines++ === 0) this.#firstAcrossLines = { field: this.field, start: this.fieldStart };
      }
      if (byte !== BYTE.quote) continue;
      at++;
      if (at === to) return atEnd ? at : MORE;
      const after = bytes[at];
      if (after === this.#delimiter || after === BYTE.lf || after === BYTE.cr) return at;
      if (after !== BYTE.quote) {
        this.#broken('textAfterQuote');
        return BROKEN;
      }
      this.doubledQuotes = true;
    }
    if (to <= limit && !atEnd) return MORE;
    this.#broken('unclosedQuote');
    return BROKEN;
  }

  #takeLineEnd(bytes: Uint8Array, at: number, to: number, atEnd: boolean): boolean {
    this.lines++;
    if (at === to) {
      this.lineEnd = '';
    } else if (bytes[at] === BYTE.lf) {
      this.lineEnd = '\n';
    } else if (at + 1 < to) {
      this.lineEnd = bytes[at + 1] === BYTE.lf ? '\r\n' : '\r';
    } else if (atEnd) {
      this.lineEnd = '\r';
    } else {
      return false;
    }
    this.next = at + this.lineEnd.length;
    return true;
  }

  /**
   * If a record breaks after its first line, the fault is the quote that is open at the end of that line: it was not
   * meant to go on.
   */
  #broken(fault: RecordFault): 'broken' {
    this.fault = this.lines === 0 ? fault : 'unclosedQuote';
    if (this.lines > 0) ({ field: this.field, start: this.fieldStart } = this.#firstAcrossLines);
    return 'broken';
  }
}

/** Whether bytes[from, to) are spaces and tabs only. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== BYTE.space && bytes[at] !== BYTE.tab) return false;
  return true;
}

/** Offset of the first line end in bytes[from, to), or `to`. */
export function lineEndFrom(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== BYTE.lf && bytes[at] !== BYTE.cr) at++;
  return at;
}

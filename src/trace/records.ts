/** Longer records are bad rows: beyond any real row, and a bound on what a lost quote can hold back. */
export const MAX_RECORD_BYTES = 1 << 20;

export const BYTE = { tab: 9, lf: 10, cr: 13, space: 32, quote: 34, comma: 44 } as const;

export type Cut =
  /** The record's end is not among the bytes given. */
  | 'more'
  /** A line of nothing but spaces and tabs. */
  | 'blank'
  | 'record'
  /** Not CSV: `fault` says why. */
  | 'broken';

export type RecordFault = 'strayQuote' | 'textAfterQuote' | 'unclosedQuote' | 'tooLong';

const MORE = -1;
const BROKEN = -2;

/**
 * Finds where the records of a CSV file end (RFC 4180, with LF, CRLF or CR), and which of them are no CSV.
 * What it finds depends on the bytes only, never on where a file was cut into pieces.
 */
export class RecordCutter {
  /** Where the next record begins, after 'blank' or 'record'. */
  next = 0;
  /** Line ends in the record, those in quotes and its own included. */
  lines = 0;
  /** The record's own line end in bytes: '' at the end of the file. */
  lineEnd: '' | '\n' | '\r\n' | '\r' = '';
  /** Whether there are doubled quotes in the record. */
  doubledQuotes = false;
  /** After 'broken': what is wrong, in which field (from 1), and where that field begins. */
  fault: RecordFault = 'strayQuote';
  field = 0;
  fieldStart = 0;
  #firstAcrossLines = { field: 0, start: 0 };

  /** Cuts one record from `bytes`, from `from` up to `to` at the most; `atEnd` where the file ends at `to`. */
  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): Cut {
    const limit = from + MAX_RECORD_BYTES;
    const stop = Math.min(to, limit);
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
      let byte = BYTE.space as number;
      while (at < stop) {
        byte = bytes[at];
        if (byte <= BYTE.comma && (byte === BYTE.comma || byte === BYTE.lf || byte === BYTE.cr || byte === BYTE.quote))
          break;
        at++;
      }
      if (at >= stop) break;
      if (byte === BYTE.quote) return this.#broken('strayQuote');
      if (byte !== BYTE.comma) break;
      this.field++;
      this.fieldStart = ++at;
    }
    if (at >= to && !atEnd) return 'more';
    if (at < to && bytes[at] !== BYTE.lf && bytes[at] !== BYTE.cr) return this.#broken('tooLong');
    if (!this.#takeLineEnd(bytes, at, to, atEnd)) return 'more';
    return !quotes && this.field === 1 && isBlank(bytes, from, at) ? 'blank' : 'record';
  }

  /** From inside a quoted field to just behind its closing quote, where a delimiter, a line end or the file's end follows. */
  #skipQuoted(bytes: Uint8Array, from: number, to: number, limit: number, atEnd: boolean): number {
    const stop = Math.min(to, limit);
    for (let at = from; at < stop; at++) {
      const byte = bytes[at];
      // Letters and digits, which most bytes are, take one comparison.
      if (byte > BYTE.quote) continue;
      if (byte === BYTE.lf || (byte === BYTE.cr && at + 1 < to && bytes[at + 1] !== BYTE.lf)) {
        if (this.lines++ === 0) this.#firstAcrossLines = { field: this.field, start: this.fieldStart };
      }
      if (byte !== BYTE.quote) continue;
      at++;
      if (at === to) return atEnd ? at : MORE;
      const after = bytes[at];
      if (after === BYTE.comma || after === BYTE.lf || after === BYTE.cr) return at;
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

  /** A record that breaks behind its first line is at fault where that line ends within quotes: they were not meant to go on. */
  #broken(fault: RecordFault): 'broken' {
    this.fault = this.lines === 0 ? fault : 'unclosedQuote';
    if (this.lines > 0) ({ field: this.field, start: this.fieldStart } = this.#firstAcrossLines);
    return 'broken';
  }
}

/** Whether there is nothing but spaces and tabs. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== BYTE.space && bytes[at] !== BYTE.tab) return false;
  return true;
}

/** Offset of the first line end at or after `from`, or `to` where there is none before it. */
export function lineEndFrom(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== BYTE.lf && bytes[at] !== BYTE.cr) at++;
  return at;
}

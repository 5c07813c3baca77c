import { parseDecimal } from '../../numbers';

const ZERO = 48;
const NINE = 57;
const COMMA = 44;
const POINT = 46;
/** Digits whose value is exact. */
const MOST_DIGITS = 15;

/** Receives the counts of a line. Empty cells are left out. */
export interface CountTaker {
  /** @param cell number of the cell, from 0 for the first of the scanned ones */
  count(cell: number, count: number): void;
  /** A cell that is neither empty nor a number of 0 or more. */
  bad(): void;
}

/**
 * Passes the counts of a line's cells from offset `from` on. A line has a thousand cells and more: digits are read one
 * by one, without a text for each cell.
 */
export function scanCounts(line: string, from: number, taker: CountTaker): void {
  const { length } = line;
  let cell = 0;
  for (let at = from; at <= length; cell++) {
    const start = at;
    let value = 0;
    let code = line.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      value = value * 10 + code - ZERO;
      code = line.charCodeAt(++at);
    }
    const digits = at - start;
    // `3.0`, as pandas writes a count in a column with empty cells.
    if (code === POINT && line.charCodeAt(at + 1) === ZERO && isCellEnd(line.charCodeAt(at + 2))) {
      at += 2;
      code = line.charCodeAt(at);
    }
    if (isCellEnd(code) && digits > 0 && digits <= MOST_DIGITS) {
      if (value > 0) taker.count(cell, value);
    } else if (at > start || !isCellEnd(code)) {
      const comma = line.indexOf(',', at);
      at = comma < 0 ? length : comma;
      const text = line.slice(start, at);
      const number = parseDecimal(text);
      if (number >= 0) taker.count(cell, number);
      else if (text.trim() !== '') taker.bad();
    }
    at++;
  }
}

/** A comma or the end of the line: NaN is beyond it. */
function isCellEnd(code: number): boolean {
  return code === COMMA || Number.isNaN(code);
}

/** The offset at which field `index` begins; -1 in a line with fewer fields. Without quoted fields. */
export function fieldStart(line: string, index: number, delimiter = ','): number {
  let at = 0;
  for (let field = 0; field < index; field++) {
    at = line.indexOf(delimiter, at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

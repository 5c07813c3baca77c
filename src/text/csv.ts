/** CSV as RFC 4180 defines it, and safe to open in a spreadsheet. */

/** Spreadsheets run a cell as a formula if it starts with one of these, even if it is quoted. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋＠－]/;
/** Separators of any locale, quotes, line breaks, and spaces at the ends, which some readers trim. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One cell. A number keeps all its digits and its sign; null, NaN and infinities are empty. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line, with its line break. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

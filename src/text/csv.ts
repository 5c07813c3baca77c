/** CSV as RFC 4180 defines it, and safe to open in a spreadsheet. */

/** Spreadsheets run a cell as a formula if it starts with one of these, even if it is quoted. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋＠－]/;
const NEGATIVE_NUMBER = /^-(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Separators of any locale, quotes, line breaks, and spaces at the ends, which some readers trim. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One cell. A number keeps all its digits; null, NaN and infinities are empty. An apostrophe is put before text that a spreadsheet
 * would run as a formula; the text of a negative number stays a number.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const isFormula = FORMULA_START.test(value) && !NEGATIVE_NUMBER.test(value);
  const text = isFormula ? `'${value}` : value;
  return isFormula || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line, with its line break. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

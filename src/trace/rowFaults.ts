import { count } from '../text';
import type { FieldColumn } from './header';
import { UNKNOWN_COUNT } from './schema';
import { MAX_NAME_LENGTH } from './sharedNames';

/** What is expected in a cell, worded for the owner of the file. */

const DATES = {
  ymd: 'a date, year first, and a time of day',
  dmy: 'a date, day first, and a time of day',
  mdy: 'a date, month first, and a time of day',
} as const;

/** A number with the decimal comma that this file is not read with. */
const COMMA = /^\s*\d+,\d+\s*$/;

/** @param decimalComma how the file writes numbers */
export function expectedOf(
  { kind, plural, date, role }: Pick<FieldColumn, 'kind' | 'plural' | 'date' | 'role'>,
  decimalComma: boolean,
  found: string,
): string {
  if (date) return DATES[date.order];
  if (kind === 'time') return 'a count since 1970, in seconds or finer, or an ISO 8601 date and time';
  const mark = decimalComma ? ', with a decimal comma' : COMMA.test(found) ? ', with a decimal point' : '';
  if (kind !== 'count' || role !== undefined) return `a number, 0 or more${mark}`;
  return `${plural}, 0 to ${count(UNKNOWN_COUNT - 1)}`;
}

/** What is expected instead of a name; null for a valid one. */
export function nameFault(name: string, required: boolean): string | null {
  if (required && name === '') return 'a name';
  if (name.length > MAX_NAME_LENGTH) return `at most ${count(MAX_NAME_LENGTH)} characters`;
  return name.includes('\0') ? 'text without NUL characters' : null;
}

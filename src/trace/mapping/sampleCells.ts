/** What the cells of a column look like, in a sample of a few dozen. */

import { DURATION_UNITS, type DurationUnit, type TimeForm } from '../formats/format';
import { parseDecimal } from '../numbers';
import { PER_SECOND } from '../units';

/** A column's cells in a sample. */
export interface Cells {
  /** Those that are not empty. */
  readonly filled: readonly string[];
  readonly empty: number;
  readonly distinct: number;
  /** Values of those that are numbers, in order. */
  readonly numbers: readonly number[];
  /** Whether most filled cells are numbers. */
  readonly isNumeric: boolean;
  readonly isWhole: boolean;
  /** The form in which most filled cells are dates; null for other columns. */
  readonly dates: SampleDates | null;
  /** How most filled cells count from 1970; null for other columns. */
  readonly epoch: DurationUnit | null;
}

export interface SampleDates {
  readonly as: Extract<TimeForm, 'iso' | 'dmy' | 'mdy' | 'ymd'>;
  /** Whether the dates themselves leave no other order. */
  readonly certain: boolean;
  readonly reason: string;
  readonly hasTime: boolean;
  readonly hasOffset: boolean;
}

/** Share of the filled cells that decides what a column is: a few broken ones do not count. */
export const MOST = 0.8;

const DATE =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(?:,? +|T)(\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)( ?[AP]M)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** 2000 and 2100, in epoch seconds: a count in between is a date, in whatever unit it is. */
const EARLIEST = 946_684_800;
const LATEST = 4_102_444_800;

export function describeCells(cells: readonly string[], decimalComma: boolean): Cells {
  const filled = cells.filter((cell) => cell !== '');
  const numbers = filled.map((cell) => numberIn(cell, decimalComma)).filter((value) => !Number.isNaN(value));
  const isNumeric = filled.length > 0 && numbers.length >= MOST * filled.length;
  return {
    filled,
    empty: cells.length - filled.length,
    distinct: new Set(filled).size,
    numbers,
    isNumeric,
    isWhole: isNumeric && numbers.every((value) => Number.isInteger(value)),
    dates: isNumeric ? null : dateForm(filled),
    epoch: isNumeric ? epochUnit(numbers) : null,
  };
}

export function numberIn(cell: string, decimalComma: boolean): number {
  return parseDecimal(decimalComma ? cell.replace(',', '.') : cell);
}

export function isDate(cell: string): boolean {
  return DATE.test(cell);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/**
 * Whether a table writes its numbers with a decimal comma: some cells have one, and none that is no date has a point.
 */
export function usesDecimalComma(rows: readonly (readonly string[])[]): boolean {
  let commas = 0;
  for (const row of rows) {
    for (const cell of row) {
      if (/^[+-]?\d+\.\d+$/.test(cell)) return false;
      if (/^[+-]?\d+,\d+$/.test(cell)) commas++;
    }
  }
  return commas > 0;
}

function epochUnit(numbers: readonly number[]): Cells['epoch'] {
  const unit = DURATION_UNITS.find((unit) => {
    const seconds = numbers.map((value) => value / PER_SECOND[unit]);
    const dated = seconds.filter((time) => time >= EARLIEST && time < LATEST);
    return numbers.length > 0 && dated.length >= MOST * numbers.length;
  });
  return unit ?? null;
}

function dateForm(filled: readonly string[]): SampleDates | null {
  const found = filled.map((cell) => DATE.exec(cell)).filter((match) => match !== null);
  if (found.length === 0 || found.length < MOST * filled.length) return null;
  const hasTime = found.every((match) => match[5] !== undefined);
  const hasOffset = found.every((match) => match[7] !== undefined);
  return { ...dateOrder(found), hasTime, hasOffset };
}

function dateOrder(dates: readonly RegExpExecArray[]): Pick<SampleDates, 'as' | 'certain' | 'reason'> {
  const [shown, first, separator] = dates[0];
  if (first.length === 4) {
    const iso = separator === '-' && dates.every((date) => date[3].length === 2 && date[4].length === 2);
    return { as: iso ? 'iso' : 'ymd', certain: true, reason: `${shown} starts with the year` };
  }
  const above12 = (group: 1 | 3) => dates.find((date) => Number(date[group]) > 12)?.[0];
  const dayFirst = above12(1);
  if (dayFirst !== undefined) return { as: 'dmy', certain: true, reason: `${dayFirst} can only start with the day` };
  const monthFirst = above12(3);
  if (monthFirst !== undefined) {
    return { as: 'mdy', certain: true, reason: `${monthFirst} can only start with the month` };
  }
  if (separator === '.') return { as: 'dmy', certain: true, reason: 'dates with points start with the day' };
  if (dates.some((date) => date[6] !== undefined)) {
    return { as: 'mdy', certain: false, reason: 'dates with AM and PM mostly start with the month' };
  }
  return narrower(dates);
}

/** The order by which ambiguous dates are closer together: traces span days, rarely months. */
function narrower(dates: readonly RegExpExecArray[]): Pick<SampleDates, 'as' | 'certain' | 'reason'> {
  const span = (month: 1 | 3, day: 1 | 3) => {
    const days = dates.map((date) => Date.UTC(Number(date[4]), Number(date[month]) - 1, Number(date[day])));
    return Math.max(...days) - Math.min(...days);
  };
  const [dayFirst, monthFirst] = [span(3, 1), span(1, 3)];
  const shown = dates[0][0];
  if (dayFirst === monthFirst) {
    return { as: 'dmy', certain: false, reason: `${shown} may start with the day or the month: check this` };
  }
  return dayFirst < monthFirst
    ? { as: 'dmy', certain: false, reason: 'day first, the times are closer together than month first: check this' }
    : { as: 'mdy', certain: false, reason: 'month first, the times are closer together than day first: check this' };
}

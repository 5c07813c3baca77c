/** Rows of mapped tables. Whatever is rare is left to be read as text. */

import { cellEnd, cellStart, check, cold, FAILS, findCell, isBlank, only, UNSURE } from './cells';
import {
  counts,
  countsEnd,
  NAMES_BYTES,
  NameColumn,
  names,
  namesEnd,
  numbers,
  numbers32,
  numbers32End,
  numbersEnd,
  VALUES_BYTES,
  Values,
} from './columns';
import { parseDate } from './dates';
import { INPUT } from './layout';
import { add, find, hashOf, isName, UNKNOWN } from './names';
import { parseNumber } from './numbers';
import { storeName, UNKNOWN_COUNT } from './stores';

/** What a line is. */
export const TEXT: i32 = 0;
export const COLD: i32 = 1;
export const WARM: i32 = 2;
export const OTHER: i32 = 3;

/** The greatest number of single precision. */
const MOST_NUMBER32: f64 = 3.4028234663852886e38;

/**
 * Reads one line. Nothing is stored for a row that must be read as text, and no name is numbered.
 * @param start offset of the line in the input
 * @param row where a cold start goes, and `warmRow` a warm invocation
 */
export function readMappedRow(ends: usize, start: u32, row: usize, warmRow: usize): i32 {
  if (load<u8>(INPUT + start) <= 32 && isBlankLine(start)) return TEXT;
  if (only !== 0) {
    const outcome = check(ends, only);
    if (outcome === UNSURE) return TEXT;
    if (outcome === FAILS) return OTHER;
  }
  let isWarm = false;
  if (cold !== 0) {
    const outcome = check(ends, cold);
    if (outcome === UNSURE) return TEXT;
    isWarm = outcome === FAILS;
  }
  const isRead = isWarm ? readWarm(ends, warmRow) : readValues(ends, row);
  if (!isRead || !readNames(ends, isWarm ? warmRow : row, isWarm)) return TEXT;
  return isWarm ? WARM : COLD;
}

/** Whether a line that ends at a line feed has only spaces, tabs and carriage returns. */
function isBlankLine(start: u32): bool {
  let at = INPUT + start;
  while (isBlank(load<u8>(at))) at++;
  return load<u8>(at) === 10 || load<u8>(at) === 13;
}

function readWarm(ends: usize, row: usize): bool {
  for (let at = numbers; at < numbersEnd; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    if (column.warmTarget === 0) continue;
    const value = cellValue(ends, column);
    if (value < 0) return false;
    store<f64>(column.warmTarget + (row << 3), value);
  }
  return true;
}

function readValues(ends: usize, row: usize): bool {
  for (let at = numbers; at < numbersEnd; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = cellValue(ends, column);
    if (value < 0) return false;
    store<f64>(column.target + (row << 3), value);
  }
  for (let at = numbers32; at < numbers32End; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = cellValue(ends, column);
    if (value < 0 || value > MOST_NUMBER32) return false;
    store<f32>(column.target + (row << 2), <f32>value);
  }
  for (let at = counts; at < countsEnd; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = cellValue(ends, column);
    if (value < 0) return false;
    const rounded = floor<f64>(value + 0.5);
    if (rounded >= <f64>UNKNOWN_COUNT) return false;
    store<u32>(column.target + (row << 2), rounded >= 0 ? <u32>rounded : UNKNOWN_COUNT);
  }
  return true;
}

/** The number or date in a cell: NaN for an empty cell of an optional column, -1 for what must be read as text. */
function cellValue(ends: usize, column: Values): f64 {
  if (!findCell(ends, column.end, column.pieces, column.pieceCount)) return -1;
  const start = cellStart;
  const end = cellEnd;
  if (start === end) {
    if (column.orElse !== 0) return cellValue(ends, changetype<Values>(column.orElse));
    return column.required ? -1 : NaN;
  }
  // Moving the point of times rounds twice when they are read as text.
  if (column.isTime && column.shift !== 0) return -1;
  const value =
    column.order === 0 ? parseNumber(start, end, column.shift) : parseDate(start, end, column.order, column.zone);
  return value * column.factor;
}

/** Stores the numbers of a row's names. Numbers new names only after all names of the row are found valid. */
function readNames(ends: usize, row: usize, isWarm: bool): bool {
  let isNew = false;
  for (let at = names; at < namesEnd; at += NAMES_BYTES) {
    const column = changetype<NameColumn>(at);
    const target = isWarm ? column.warmTarget : column.target;
    if (target === 0) continue;
    if (!findCell(ends, column.end, column.pieces, column.pieceCount)) return false;
    const start = cellStart;
    const length = <u32>(cellEnd - start);
    const known = find(column.names, start, length, hashOf(start, length));
    if (known < 0) {
      if (known !== UNKNOWN || column.names.count === column.most || !isName(start, length, column.required))
        return false;
      isNew = true;
    }
    storeName(target, column.bytes, row, known);
  }
  if (isNew) addNewNames(ends, row, isWarm);
  return true;
}

function addNewNames(ends: usize, row: usize, isWarm: bool): void {
  for (let at = names; at < namesEnd; at += NAMES_BYTES) {
    const column = changetype<NameColumn>(at);
    const target = isWarm ? column.warmTarget : column.target;
    if (target === 0) continue;
    findCell(ends, column.end, column.pieces, column.pieceCount);
    const start = cellStart;
    const length = <u32>(cellEnd - start);
    const hash = hashOf(start, length);
    if (find(column.names, start, length, hash) < 0)
      storeName(target, column.bytes, row, add(column.names, start, length, hash));
  }
}

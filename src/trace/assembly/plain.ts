/** Rows whose every column is a field, as of the released trace. */

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
import { INPUT } from './layout';
import { add, find, hashOf, isName, UNKNOWN } from './names';
import { parseNumber } from './numbers';
import { storeName, UNKNOWN_COUNT } from './stores';

/** Where a field of the line begins. `end` is the offset of the field's end in the list of the line's ends. */
function startOf(ends: usize, end: usize): usize {
  return INPUT + load<u32>(ends + end - 4) + 1;
}

function endOf(ends: usize, end: usize): usize {
  return INPUT + load<u32>(ends + end);
}

/** Reads one row. Returns false, having numbered no name, if it must be read as text. */
export function readRow(ends: usize, row: usize): bool {
  for (let at = numbers; at < numbersEnd; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = numberOf(ends, column);
    if (value < 0) return false;
    store<f64>(column.target + (row << 3), value);
  }
  for (let at = numbers32; at < numbers32End; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = numberOf(ends, column);
    if (value < 0) return false;
    store<f32>(column.target + (row << 2), <f32>value);
  }
  for (let at = counts; at < countsEnd; at += VALUES_BYTES) {
    const column = changetype<Values>(at);
    const value = numberOf(ends, column);
    if (value < 0) return false;
    const rounded = floor<f64>(value + 0.5);
    if (rounded >= <f64>UNKNOWN_COUNT) return false;
    // NaN stands for an empty cell.
    const count = rounded >= 0 ? <u32>rounded : UNKNOWN_COUNT;
    store<u32>(column.target + (row << 2), count);
  }
  return readNames(ends, row);
}

/** The number in a field: NaN for an empty field of an optional column, -1 for anything but plain digits. */
function numberOf(ends: usize, column: Values): f64 {
  const start = startOf(ends, column.end);
  const end = endOf(ends, column.end);
  if (start === end && !column.required) return NaN;
  return parseNumber(start, end, 0);
}

/** Stores the numbers of a row's names. Numbers new names only after all names of the row are found valid. */
function readNames(ends: usize, row: usize): bool {
  let isNew = false;
  for (let at = names; at < namesEnd; at += NAMES_BYTES) {
    const column = changetype<NameColumn>(at);
    const start = startOf(ends, column.end);
    const length = <u32>(endOf(ends, column.end) - start);
    const known = find(column.names, start, length, hashOf(start, length));
    if (known < 0) {
      if (known !== UNKNOWN || column.names.count === column.most || !isName(start, length, column.required))
        return false;
      isNew = true;
    }
    storeName(column.target, column.bytes, row, known);
  }
  if (isNew) addNewNames(ends, row);
  return true;
}

function addNewNames(ends: usize, row: usize): void {
  for (let at = names; at < namesEnd; at += NAMES_BYTES) {
    const column = changetype<NameColumn>(at);
    const start = startOf(ends, column.end);
    const length = <u32>(endOf(ends, column.end) - start);
    const hash = hashOf(start, length);
    if (find(column.names, start, length, hash) < 0)
      storeName(column.target, column.bytes, row, add(column.names, start, length, hash));
  }
}

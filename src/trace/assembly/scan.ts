import {
  counts,
  countsEnd,
  forgetColumns,
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
import { ENDS, INPUT, LINE } from './layout';
import { add, find, hashOf, UNKNOWN } from './names';
import { parseNumber } from './numbers';

export { addNames, addValues, COUNT, NUMBER, NUMBER32, nameAddresses, nameCount } from './columns';
export { INPUT, INPUT_BYTES, LINE, MOST_ROWS } from './layout';

const LF: u8 = 10;
const CR: u8 = 13;
const COMMA: u8 = 44;
const UNKNOWN_COUNT: u32 = 0xffffffff;
const MOST_NAME_BYTES: u32 = 1024;

/**
 * Swizzle table: slot n holds the special byte (`"`, LF, `,` or CR) whose low nibble is n; other slots hold a value
 * that no byte with that nibble equals.
 */
const FIELD_ENDS = i8x16(-1, -1, 34, -1, -1, -1, -1, -1, -1, -1, 10, -1, 44, 13, -1, 0);

/** Fields of a row. */
let width: i32 = 0;

/** The line to read next: its offset, its first field end, and its number. */
let cursor: u32 = 0;
let nextEnd: usize = ENDS;
let lastEnd: usize = ENDS;
let line: u32 = 0;
/** What has been read since `seek`. */
let rows: u32 = 0;
let blankLines: u32 = 0;

/** Prepares for a file whose rows have this many fields. The caller then adds columns. */
export function begin(fields: i32): void {
  width = fields;
  forgetColumns();
}

/** Finds the field ends in the input, whose last byte is a line feed. Returns the number of line ends. */
export function findEnds(length: u32): u32 {
  memory.fill(INPUT + length, 0, 64);
  store<i32>(ENDS - 4, -1);
  const lowerHalf = i8x16.splat(15);
  const lf = i8x16.splat(LF);
  const cr = i8x16.splat(CR);
  let end = ENDS;
  let lines: u32 = 0;
  let afterCr: u64 = 0;
  for (let at: u32 = 0; at < length; at += 64) {
    const v0 = v128.load(INPUT + at);
    const v1 = v128.load(INPUT + at, 16);
    const v2 = v128.load(INPUT + at, 32);
    const v3 = v128.load(INPUT + at, 48);
    let ends = joined(
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v0, lowerHalf)), v0),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v1, lowerHalf)), v1),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v2, lowerHalf)), v2),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v3, lowerHalf)), v3),
    );
    const feeds = joined(i8x16.eq(v0, lf), i8x16.eq(v1, lf), i8x16.eq(v2, lf), i8x16.eq(v3, lf));
    const returns = joined(i8x16.eq(v0, cr), i8x16.eq(v1, cr), i8x16.eq(v2, cr), i8x16.eq(v3, cr));
    // CRLF is one line end.
    lines += <u32>popcnt(feeds | returns) - <u32>popcnt(((returns << 1) | afterCr) & feeds);
    afterCr = returns >> 63;
    const found = <usize>popcnt(ends);
    let into = end;
    end += found << 2;
    // Eight are typical: writing eight unconditionally is faster than testing after each.
    for (let i = 0; i < 8; i++) {
      store<u32>(into, at + <u32>ctz(ends));
      ends &= ends - 1;
      into += 4;
    }
    while (ends !== 0) {
      store<u32>(into, at + <u32>ctz(ends));
      ends &= ends - 1;
      into += 4;
    }
  }
  cursor = 0;
  nextEnd = ENDS;
  lastEnd = end;
  return lines;
}

/** One bit for each byte of four vectors. */
function joined(v0: v128, v1: v128, v2: v128, v3: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(v0)) |
    ((<u64>(<u32>i8x16.bitmask(v1))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(v2))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(v3))) << 48)
  );
}

/** Moves to a line of the input, by its offset and number. Resets the counts. */
export function seek(at: u32, lineNumber: u32): void {
  cursor = at;
  line = lineNumber;
  rows = 0;
  blankLines = 0;
  while (nextEnd < lastEnd && load<u32>(nextEnd) < at) nextEnd += 4;
}

/** Reads rows up to the end of the input, or to the first line that must be read as text. Returns its offset. */
export function readRows(): u32 {
  const last = (<usize>(width - 1)) << 2;
  while (nextEnd < lastEnd) {
    const start = load<u32>(nextEnd);
    if (start === cursor && load<u8>(INPUT + start) === LF) {
      blankLines++;
      line++;
      cursor++;
      nextEnd += 4;
      continue;
    }
    const end = nextEnd + last;
    let at = nextEnd;
    // Ends at the input's last byte, a line feed, at the latest.
    while (at < end && load<u8>(INPUT + load<u32>(at)) === COMMA) at += 4;
    if (at < end) break;
    let lineEnd = load<u32>(end);
    let next = end + 4;
    if (load<u8>(INPUT + lineEnd) === CR) {
      lineEnd++;
      next += 4;
    }
    if (load<u8>(INPUT + lineEnd) !== LF || !readRow(nextEnd)) break;
    rows++;
    line++;
    cursor = lineEnd + 1;
    nextEnd = next;
  }
  return cursor;
}

/** Where a field of the line begins. `end` is the offset of the field's end in the list of the line's ends. */
function startOf(ends: usize, end: usize): usize {
  return INPUT + load<u32>(ends + end - 4) + 1;
}

function endOf(ends: usize, end: usize): usize {
  return INPUT + load<u32>(ends + end);
}

/** Reads one row. Returns false, having numbered no name, if it must be read as text. */
function readRow(ends: usize): bool {
  const row = <usize>rows;
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
  if (!readNames(ends, row)) return false;
  store<u32>(LINE + (row << 2), line);
  return true;
}

/** The number in a field: NaN for an empty field of an optional column, -1 for anything but plain digits. */
function numberOf(ends: usize, column: Values): f64 {
  const start = startOf(ends, column.end);
  const end = endOf(ends, column.end);
  if (start === end && !column.required) return NaN;
  return parseNumber(start, end);
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
    storeName(column, row, known);
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
    if (find(column.names, start, length, hash) < 0) storeName(column, row, add(column.names, start, length, hash));
  }
}

function storeName(column: NameColumn, row: usize, number: i32): void {
  if (column.bytes === 2) store<u16>(column.target + (row << 1), <u16>number);
  else store<u32>(column.target + (row << 2), number);
}

/** Whether bytes are a valid name in any encoding of their characters: short enough and without NUL. */
function isName(start: usize, length: u32, required: bool): bool {
  if (length > MOST_NAME_BYTES || (length === 0 && required)) return false;
  for (let at = start; at < start + length; at++) if (load<u8>(at) === 0) return false;
  return true;
}

export function rowCount(): u32 {
  return rows;
}

export function blankLineCount(): u32 {
  return blankLines;
}

import { forgetCells } from './cells';
import { forgetColumns } from './columns';
import { ENDS, INPUT, LINE, MOST_ROWS, WARM_LINE } from './layout';
import { COLD, OTHER, readMappedRow, TEXT } from './mapped';
import { setPoint } from './numbers';
import { readRow } from './plain';
import { joined } from './vectors';

export { ALL, addPiece, addTest } from './cells';
export {
  addNames,
  addValues,
  COUNT,
  MOST_COLUMNS,
  NUMBER,
  NUMBER32,
  nameAddresses,
  nameCount,
  namesCell,
  namesWarm,
  valuesCell,
  valuesOrElse,
  valuesScale,
  valuesTime,
  valuesWarm,
} from './columns';
export { EVENT_HEAD, eventNumbers, eventsAddress, SHAPE_EVENT, textBytes, textsAddress } from './events';
export { allocate, INPUT, INPUT_BYTES, LINE, MOST_ROWS, WARM_LINE } from './layout';
export { addNeedle, beginLines, blankLines, lineFeeds, MOST_NEEDLES, readLines, skippedLines } from './lines';
export {
  addChoice,
  addMember,
  CHOICE_MEMBER,
  ID_MEMBER,
  MOST_MEMBERS,
  NUMBER_MEMBER,
  OBJECT,
  rootMember,
  TEXT_MEMBER,
  TIME_MEMBER,
} from './shape';
export { TEXT_UNIT } from './values';

const QUOTE: u8 = 34;
const LF: u8 = 10;
const CR: u8 = 13;

/**
 * Swizzle table: slot n holds the special byte (`"`, LF, CR or the delimiter) whose low nibble is n; other slots hold a
 * value that no byte with that nibble equals.
 */
const FIELD_ENDS = memory.data(16, 16);

/** Fields of a row, and the byte between them. */
let width: i32 = 0;
let delimiter: u32 = 0;
/** Whether rows are more than fields: values of parts of them, in other units, of cold starts among others. */
let isMapped: bool = false;

/** The line to read next: its offset, its first field end, and its number. */
let cursor: u32 = 0;
let nextEnd: usize = ENDS;
let lastEnd: usize = ENDS;
let line: u32 = 0;
/** What has been read since `seek`. */
let rows: u32 = 0;
let warmRows: u32 = 0;
let otherRows: u32 = 0;
let blankLines: u32 = 0;

/**
 * Prepares for a file whose rows have this many fields. The caller then adds columns.
 * @param point the byte between whole numbers and fractions
 */
export function begin(fields: i32, delimiterByte: u32, point: u32, mapped: bool): void {
  width = fields;
  delimiter = delimiterByte;
  isMapped = mapped;
  setPoint(point);
  memory.fill(FIELD_ENDS, 0xff, 15);
  store<u8>(FIELD_ENDS, 0, 15);
  for (let i = 0; i < 4; i++) {
    const byte = i === 0 ? <u32>QUOTE : i === 1 ? <u32>LF : i === 2 ? <u32>CR : delimiterByte;
    store<u8>(FIELD_ENDS + <usize>(byte & 15), <u8>byte);
  }
  forgetColumns();
  forgetCells();
}

/** Finds the field ends in the input, whose last byte is a line feed. Returns the number of line ends. */
export function findEnds(length: u32): u32 {
  memory.fill(INPUT + length, 0, 64);
  store<i32>(ENDS - 4, -1);
  const fieldEnds = v128.load(FIELD_ENDS);
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
      i8x16.eq(i8x16.swizzle(fieldEnds, v128.and(v0, lowerHalf)), v0),
      i8x16.eq(i8x16.swizzle(fieldEnds, v128.and(v1, lowerHalf)), v1),
      i8x16.eq(i8x16.swizzle(fieldEnds, v128.and(v2, lowerHalf)), v2),
      i8x16.eq(i8x16.swizzle(fieldEnds, v128.and(v3, lowerHalf)), v3),
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

/** Moves to a line of the input, by its offset and number. Resets the counts. */
export function seek(at: u32, lineNumber: u32): void {
  cursor = at;
  line = lineNumber;
  rows = 0;
  warmRows = 0;
  otherRows = 0;
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
    while (at < end && <u32>load<u8>(INPUT + load<u32>(at)) === delimiter) at += 4;
    if (at < end) break;
    let lineEnd = load<u32>(end);
    let next = end + 4;
    if (load<u8>(INPUT + lineEnd) === CR) {
      lineEnd++;
      next += 4;
    }
    if (load<u8>(INPUT + lineEnd) !== LF) break;
    if (isMapped) {
      if (!readMapped(nextEnd)) break;
    } else {
      if (!readRow(nextEnd, <usize>rows)) break;
      store<u32>(LINE + ((<usize>rows) << 2), line);
      rows++;
    }
    line++;
    cursor = lineEnd + 1;
    nextEnd = next;
  }
  return cursor;
}

function readMapped(ends: usize): bool {
  if (rows === MOST_ROWS || warmRows === MOST_ROWS) return false;
  const what = readMappedRow(ends, cursor, <usize>rows, <usize>warmRows);
  if (what === TEXT) return false;
  if (what === OTHER) {
    otherRows++;
  } else if (what === COLD) {
    store<u32>(LINE + ((<usize>rows) << 2), line);
    rows++;
  } else {
    store<u32>(WARM_LINE + ((<usize>warmRows) << 2), line);
    warmRows++;
  }
  return true;
}

export function rowCount(): u32 {
  return rows;
}

export function blankLineCount(): u32 {
  return blankLines;
}

export function warmRowCount(): u32 {
  return warmRows;
}

export function otherRowCount(): u32 {
  return otherRows;
}

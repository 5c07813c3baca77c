/** Cells of mapped tables, which consist of texts and parts of fields, and tests of fields. See `../cells.ts`. */

import { allocate, INPUT } from './layout';

/** A text, a field, or a part of a field. */
class Piece {
  /** Offset of the field's end in the list of a line's field ends. */
  end: usize;
  /** The text, or the separator. A field without a separator is taken as a whole. */
  text: usize;
  length: u32;
  isText: bool;
  /** The parts taken; negative numbers count from the end. */
  from: i32;
  /** `ALL` for the number of parts. */
  to: i32;
}

const PIECE_BYTES: usize = (offsetof<Piece>() + 7) & ~7;
export const ALL: i32 = i32.MAX_VALUE;
/** The longest joined cell. */
const MOST_BYTES: usize = 1024;
/** The longest field whose separators are found at once. */
const MASKED_BYTES: u32 = 64;

/** The cell found last. */
export let cellStart: usize = 0;
export let cellEnd: usize = 0;

/** Where joined cells go. */
let joined: usize = 0;

export function forgetCells(): void {
  // Comparing names reads some bytes after them.
  joined = allocate(MOST_BYTES + 64);
  only = cold = 0;
}

/** Adds a piece after the one added last. Returns its address. */
export function addPiece(field: i32, text: usize, length: u32, isText: bool, from: i32, to: i32): usize {
  const piece = changetype<Piece>(allocate(PIECE_BYTES));
  piece.end = (<usize>field) << 2;
  piece.text = text;
  piece.length = length;
  piece.isText = isText;
  piece.from = from;
  piece.to = to;
  return changetype<usize>(piece);
}

/** Finds a cell of a line. Returns false if it must be read as text. */
export function findCell(ends: usize, end: usize, pieces: usize, count: u32): bool {
  if (count === 0) {
    findField(ends, end);
    return true;
  }
  if (count === 1) {
    findPiece(ends, changetype<Piece>(pieces));
    return true;
  }
  let into = joined;
  for (let i: u32 = 0; i < count; i++, pieces += PIECE_BYTES) {
    findPiece(ends, changetype<Piece>(pieces));
    const length = cellEnd - cellStart;
    if (into + length > joined + MOST_BYTES) return false;
    copy(into, cellStart, length);
    into += length;
  }
  cellStart = joined;
  cellEnd = into;
  return true;
}

/** Copies a few bytes, and up to 15 after them. */
function copy(into: usize, from: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) v128.store(into + at, v128.load(from + at));
}

function findField(ends: usize, end: usize): void {
  cellStart = INPUT + load<u32>(ends + end - 4) + 1;
  cellEnd = INPUT + load<u32>(ends + end);
}

function findPiece(ends: usize, piece: Piece): void {
  if (piece.isText) {
    cellStart = piece.text;
    cellEnd = piece.text + piece.length;
    return;
  }
  findField(ends, piece.end);
  if (piece.length === 0) return;
  if (piece.length === 1 && cellEnd - cellStart <= MASKED_BYTES) cutByMask(piece);
  else cutByBytes(piece);
}

/** Takes parts of a short field by the places of its separators, one bit each. */
function cutByMask(piece: Piece): void {
  const start = cellStart;
  const length = <u32>(cellEnd - start);
  const separator = i8x16.splat(load<u8>(piece.text));
  let found =
    <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(start), separator))) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(start, 16), separator)))) << 16);
  if (length > 32) {
    found |=
      ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(start, 32), separator)))) << 32) |
      ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(start, 48), separator)))) << 48);
  }
  if (length < 64) found &= ((<u64>1) << length) - 1;
  const parts = <i32>popcnt(found) + 1;
  const from = piece.from < 0 ? parts + piece.from : piece.from;
  const to = piece.to === ALL ? parts : piece.to < 0 ? parts + piece.to : piece.to;
  if (from < 0 || to > parts || from >= to) {
    cellEnd = start;
    return;
  }
  for (let part = 1; part < from; part++) found &= found - 1;
  if (from > 0) {
    cellStart = start + <usize>ctz(found) + 1;
    found &= found - 1;
  }
  if (to === parts) return;
  for (let part = from + 1; part < to; part++) found &= found - 1;
  cellEnd = start + <usize>ctz(found);
}

/** Takes parts of any field. */
function cutByBytes(piece: Piece): void {
  const start = cellStart;
  const end = cellEnd;
  const parts = partsOf(start, end, piece);
  const from = piece.from < 0 ? parts + piece.from : piece.from;
  const to = piece.to === ALL ? parts : piece.to < 0 ? parts + piece.to : piece.to;
  if (from < 0 || to > parts || from >= to) {
    cellEnd = start;
    return;
  }
  let at = start;
  for (let part = 0; part < from; part++) at = nextSeparator(at, end, piece) + piece.length;
  cellStart = at;
  for (let part = from; part < to; part++) {
    cellEnd = nextSeparator(at, end, piece);
    at = cellEnd + piece.length;
  }
}

function partsOf(start: usize, end: usize, piece: Piece): i32 {
  let parts = 0;
  for (let at = start; at <= end; parts++) at = nextSeparator(at, end, piece) + piece.length;
  return parts;
}

/** Address of the first separator from `at` on; `end` without one. */
function nextSeparator(at: usize, end: usize, piece: Piece): usize {
  const first = load<u8>(piece.text);
  for (; at + piece.length <= end; at++)
    if (load<u8>(at) === first && memory.compare(at, piece.text, piece.length) === 0) return at;
  return end;
}

/** Of rows that are invocations, and of cold starts among them; 0 where all rows are. */
export let only: usize = 0;
export let cold: usize = 0;

/** Passes where a field equals one of some texts and begins with another; without either, where it has a value. */
class Test {
  end: usize;
  prefix: usize;
  prefixLength: u32;
  /** Texts in lower case, each after its length in two bytes; 0 for none. */
  equals: usize;
  equalsCount: u32;
}

export const FAILS: i32 = 0;
export const PASSES: i32 = 1;
/** The row must be read as text. */
export const UNSURE: i32 = 2;

/** The longest text for no value. */
const NO_VALUE_BYTES: usize = 4;

export function addTest(isOnly: bool, field: i32, prefix: usize, prefixLength: u32, equals: usize, count: u32): void {
  const test = changetype<Test>(allocate(offsetof<Test>()));
  test.end = (<usize>field) << 2;
  test.prefix = prefix;
  test.prefixLength = prefixLength;
  test.equals = equals;
  test.equalsCount = count;
  if (isOnly) only = changetype<usize>(test);
  else cold = changetype<usize>(test);
}

/** The outcome of a test for a line. */
export function check(ends: usize, address: usize): i32 {
  const test = changetype<Test>(address);
  findField(ends, test.end);
  const start = cellStart;
  const end = cellEnd;
  const length = end - start;
  if (length > 0 && (isBlank(load<u8>(start)) || isBlank(load<u8>(end - 1)))) return UNSURE;
  if (test.equals === 0 && test.prefix === 0) {
    if (length === 0) return FAILS;
    const digit = <u32>load<u8>(start) - 48;
    return digit <= 9 || length > NO_VALUE_BYTES ? PASSES : UNSURE;
  }
  if (test.prefix !== 0) {
    if (length < test.prefixLength || memory.compare(start, test.prefix, test.prefixLength) !== 0) return FAILS;
    if (test.equals === 0) return PASSES;
  }
  // Lower case of other letters is left to others.
  for (let at = start; at < end; at++) if (load<u8>(at) >= 0x80) return UNSURE;
  let text = test.equals;
  for (let i: u32 = 0; i < test.equalsCount; i++) {
    const bytes = <usize>load<u16>(text);
    text += 2;
    if (bytes === length && isSame(text, start, length)) return PASSES;
    text += bytes;
  }
  return FAILS;
}

/** Whether a text in lower case is that at `start`, in any case. */
function isSame(text: usize, start: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) {
    const byte = <u32>load<u8>(start + i);
    if (<u32>load<u8>(text + i) !== (byte - 65 < 26 ? byte | 0x20 : byte)) return false;
  }
  return true;
}

export function isBlank(byte: u8): bool {
  return byte === 32 || byte === 9;
}

/**
 * Passes over JSON from a cursor on. Anything but plain JSON in ASCII without escapes is left to be read as text. A
 * line feed ends each line, so a read of any structure stops there without counting bytes.
 */

export const QUOTE: u32 = 34;
export const PLUS: u32 = 43;
export const COMMA: u32 = 44;
export const MINUS: u32 = 45;
export const POINT: u32 = 46;
export const COLON: u32 = 58;
export const OPEN_OBJECT: u32 = 123;
export const CLOSE_OBJECT: u32 = 125;
const BACKSLASH: u32 = 92;
const OPEN_LIST: u32 = 91;
const CLOSE_LIST: u32 = 93;
/** The first four bytes of words. */
const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const FALS: u32 = 0x736c6166;
const MOST_DEPTH: i32 = 32;

/** The next byte to read. */
export let cursor: usize = 0;

export function setCursor(address: usize): void {
  cursor = address;
}

export function byteAt(address: usize): u32 {
  return <u32>load<u8>(address);
}

/** Blanks and tabs: other space of JSON ends a line. */
export function skipSpace(): void {
  while (byteAt(cursor) === 32 || byteAt(cursor) === 9) cursor++;
}

export function passes(byte: u32): bool {
  if (byteAt(cursor) !== byte) return false;
  cursor++;
  return true;
}

/** Passes over a text of printable ASCII without escapes. */
export function passText(): bool {
  if (!passes(QUOTE)) return false;
  const quote = i8x16.splat(<i8>QUOTE);
  const backslash = i8x16.splat(<i8>BACKSLASH);
  const blank = i8x16.splat(32);
  for (;;) {
    const bytes = v128.load(cursor);
    // Bytes from 0x80 on are negative.
    const special = v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.lt_s(bytes, blank));
    const found = <u32>i8x16.bitmask(special);
    if (found !== 0) {
      cursor += <usize>ctz(found);
      break;
    }
    cursor += 16;
  }
  return passes(QUOTE);
}

/** Passes over any value. */
export function passValue(depth: i32): bool {
  const byte = byteAt(cursor);
  if (byte === QUOTE) return passText();
  if (passes(OPEN_OBJECT)) return passObject(depth);
  if (passes(OPEN_LIST)) return passList(depth);
  if (byte === MINUS || byte - 48 <= 9) return passNumber();
  return passWord();
}

function passObject(depth: i32): bool {
  if (depth > MOST_DEPTH) return false;
  skipSpace();
  if (passes(CLOSE_OBJECT)) return true;
  do {
    skipSpace();
    if (!passKey() || !passValue(depth + 1)) return false;
    skipSpace();
  } while (passes(COMMA));
  return passes(CLOSE_OBJECT);
}

/** Passes over a key, its colon and space after it. */
export function passKey(): bool {
  if (!passText()) return false;
  skipSpace();
  if (!passes(COLON)) return false;
  skipSpace();
  return true;
}

function passList(depth: i32): bool {
  if (depth > MOST_DEPTH) return false;
  skipSpace();
  if (passes(CLOSE_LIST)) return true;
  do {
    skipSpace();
    if (!passValue(depth + 1)) return false;
    skipSpace();
  } while (passes(COMMA));
  return passes(CLOSE_LIST);
}

/** Passes over true, null or false. */
function passWord(): bool {
  const beginning = load<u32>(cursor);
  if (beginning === TRUE || beginning === NULL) cursor += 4;
  else if (beginning === FALS && byteAt(cursor + 4) === 101) cursor += 5;
  else return false;
  return isValueEnd();
}

function passNumber(): bool {
  passes(MINUS);
  const isZero = byteAt(cursor) === 48;
  const whole = passDigits();
  if (whole === 0 || (isZero && whole > 1)) return false;
  if (passes(POINT) && passDigits() === 0) return false;
  if ((byteAt(cursor) | 32) === 101) {
    cursor++;
    if (!passes(MINUS)) passes(PLUS);
    if (passDigits() === 0) return false;
  }
  return isValueEnd();
}

function passDigits(): usize {
  const start = cursor;
  while (byteAt(cursor) - 48 <= 9) cursor++;
  return cursor - start;
}

/** Whether a value that is no text may end here. */
export function isValueEnd(): bool {
  const byte = byteAt(cursor);
  return byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || byte === 32 || byte === 9;
}

/** Values of members, as they go into an event. */

import { daysFromCivil } from './dates';
import { keepText } from './events';
import { byteAt, COLON, cursor, isValueEnd, MINUS, POINT, setCursor } from './json';
import { parseWhole, powerOfTenAsDouble } from './numbers';

/** Texts are written as their offset times this number, plus their length. */
export const TEXT_UNIT: u32 = 65536;
/** A number with so many digits is a double. */
const EXACT_DIGITS: usize = 15;
/** JavaScript writes smaller numbers with an exponent, which rounds them before they are divided. */
const MOST_PLACES: usize = 6;
/** Times of later years are read as text. */
const MOST_YEAR: i32 = 2500;

/** The part of a text after some colons and before the next; with no colons, all of it. */
export function takeText(start: usize, end: usize, colons: u32, into: usize): bool {
  let first = start;
  let last = end;
  if (colons > 0) {
    for (let passed: u32 = 0; passed < colons; passed++) {
      first = colonFrom(first, end) + 1;
      if (first > end) return true;
    }
    last = colonFrom(first, end);
  }
  const length = last - first;
  if (length >= <usize>TEXT_UNIT) return false;
  if (length > 0) store<f64>(into, <f64>keepText(first, length) * <f64>TEXT_UNIT + <f64>length);
  return true;
}

/** The address of the first colon from an address on; `end` without one. */
function colonFrom(start: usize, end: usize): usize {
  let at = start;
  while (at < end && byteAt(at) !== COLON) at++;
  return at;
}

/** As of `IdHash` in `../idHash.ts`. */
export function storeHash(start: usize, end: usize, into: usize): void {
  let a: u32 = 0x811c9dc5;
  let b: u32 = 0x9e3779b9;
  let at = start;
  for (; at + 1 < end; at += 2) {
    const codes = byteAt(at) | (byteAt(at + 1) << 16);
    a = step(a, codes);
    b = otherStep(b, codes);
  }
  if (at < end) {
    a = step(a, byteAt(at));
    b = otherStep(b, byteAt(at));
  }
  const length = <u32>(end - start);
  store<f64>(into, <f64>(<i32>step(a, length)));
  store<f64>(into, <f64>(<i32>otherStep(b, length)), 8);
}

function step(hash: u32, codes: u32): u32 {
  return rotl((hash ^ codes) * 0xcc9e2d51, 15);
}

function otherStep(hash: u32, codes: u32): u32 {
  return rotl((hash ^ codes) * 0x85ebca6b, 13);
}

/** `2025-03-04T09:15:10.146Z`, with any fraction or none. As `IsoTimeReader` reads it, to the last bit. */
export function takeTime(start: usize, end: usize, into: usize): bool {
  const length = end - start;
  if (length < 20 || length > 30 || byteAt(end - 1) !== 90) return false;
  if (byteAt(start + 4) !== MINUS || byteAt(start + 7) !== MINUS || byteAt(start + 10) !== 84) return false;
  if (byteAt(start + 13) !== COLON || byteAt(start + 16) !== COLON) return false;
  const year = parseWhole(start, start + 4);
  const month = parseWhole(start + 5, start + 7);
  const days = daysFromCivil(year, month, parseWhole(start + 8, start + 10));
  const hours = parseWhole(start + 11, start + 13);
  const minutes = parseWhole(start + 14, start + 16);
  const seconds = parseWhole(start + 17, start + 19);
  if (days < 0 || year > MOST_YEAR || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
  if (seconds < 0 || seconds > 59) return false;
  let fraction: f64 = 0;
  if (length > 20) {
    const digits = parseWhole(start + 20, end - 1);
    if (byteAt(start + 19) !== POINT || digits < 0 || length === 21) return false;
    fraction = <f64>digits / powerOfTenAsDouble(<u32>(length - 21));
  }
  store<f64>(into, <f64>days * 86400 + (<f64>(hours * 3600 + minutes * 60 + seconds) + fraction));
  return true;
}

/** A number without sign and exponent, divided by 10^shift. */
export function takeNumber(into: usize, shift: u32): bool {
  const start = cursor;
  let at = start;
  let digits: u64 = 0;
  let point: usize = 0;
  for (; ; at++) {
    const byte = byteAt(at);
    if (byte - 48 <= 9) digits = digits * 10 + <u64>(byte - 48);
    else if (byte === POINT && point === 0) point = at;
    else break;
  }
  setCursor(at);
  const length = at - start;
  if (length === 0 || length > EXACT_DIGITS || point === start || point === at - 1) return false;
  if (byteAt(start) === 48 && length > 1 && point !== start + 1) return false;
  const places: usize = point === 0 ? 0 : at - 1 - point;
  if (places > MOST_PLACES) return false;
  store<f64>(into, <f64>(<i64>digits) / powerOfTenAsDouble(shift + <u32>places));
  return isValueEnd();
}

/** Parses numbers of digits with at most one point from their bytes, correctly rounded. */

const ZEROS: u64 = 0x3030303030303030;
const ONES: u64 = 0x0101010101010101;
const TOP_BITS: u64 = 0x8080808080808080;
const NO_DIGITS: u64 = u64.MAX_VALUE;
/** Any number with this many digits fits into 64 bits. */
const MOST_DIGITS: u32 = 19;
/** All integers below it are doubles. */
const EXACT: u64 = 1 << 53;

const POWERS = memory.data<u64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
  10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
  10000000000000000000,
]);

function powerOfTen(exponent: u32): u64 {
  return load<u64>(POWERS + ((<usize>exponent) << 3));
}

/** The byte between whole numbers and fractions, once and eight times. */
let pointByte: u32 = 46;
let points: u64 = 46 * ONES;

export function setPoint(byte: u32): void {
  pointByte = byte;
  points = <u64>byte * ONES;
}

/**
 * The number in the bytes [start, end); -1 if they are not plain digits, or too many.
 * @param shift places by which the point is moved to the left
 */
export function parseNumber(start: usize, end: usize, shift: u32): f64 {
  const length = <u32>(end - start);
  if (length === 0 || length > MOST_DIGITS + 1) return -1;
  const point = findPoint(start, end, length);
  if (point === end) {
    const value = parseDigits(end, length);
    if (value === NO_DIGITS) return -1;
    return shift === 0 ? <f64>value : quotient(value, shift);
  }
  const fraction = <u32>(end - point) - 1;
  const whole = length - fraction - 1;
  if (length === 1 || length > MOST_DIGITS + 1) return -1;
  const above = whole === 0 ? 0 : parseDigits(point, whole);
  const below = fraction === 0 ? 0 : parseDigits(end, fraction);
  if (above === NO_DIGITS || below === NO_DIGITS) return -1;
  return quotient(above * powerOfTen(fraction) + below, fraction + shift);
}

/** A number divided by a power of ten; -1 if that is too large. */
function quotient(digits: u64, exponent: u32): f64 {
  if (exponent > MOST_DIGITS) return -1;
  return digits < EXACT ? <f64>digits / <f64>powerOfTen(exponent) : divide(digits, powerOfTen(exponent));
}

/** The value of a few digits; -1 for other bytes. */
export function parseWhole(start: usize, end: usize): i32 {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) return -1;
    value = value * 10 + <i32>digit;
  }
  return value;
}

export function powerOfTenAsDouble(exponent: u32): f64 {
  return <f64>powerOfTen(exponent);
}

/** Address of the first point, or `end`. */
function findPoint(start: usize, end: usize, length: u32): usize {
  let at = start;
  if (length > 8) {
    const found = firstPoint(load<u64>(start));
    if (found !== 0) return start + <usize>(ctz(found) >> 3);
    at = end - 8;
    if (length > 16) {
      while (start < at && <u32>load<u8>(start) !== pointByte) start++;
      if (start < at) return start;
    }
    const last = firstPoint(load<u64>(at));
    return last === 0 ? end : at + <usize>(ctz(last) >> 3);
  }
  const found = firstPoint(load<u64>(start));
  if (found === 0) return end;
  const point = start + <usize>(ctz(found) >> 3);
  return point < end ? point : end;
}

/** The lowest set bit is the top bit of the first byte that is a point. */
function firstPoint(bytes: u64): u64 {
  const difference = bytes ^ points;
  return (difference - ONES) & ~difference & TOP_BITS;
}

/** The value of 1 to 19 digits. */
function parseDigits(end: usize, length: u32): u64 {
  if (length <= 8) return parseUpTo8(end, length);
  if (length > MOST_DIGITS) return NO_DIGITS;
  const low = parseUpTo8(end, 8);
  const high = length <= 16 ? parseUpTo8(end - 8, length - 8) : parseUpTo8(end - 8, 8);
  const top = length <= 16 ? 0 : parseUpTo8(end - 16, length - 16);
  if (low === NO_DIGITS || high === NO_DIGITS || top === NO_DIGITS) return NO_DIGITS;
  return top * 10000000000000000 + high * 100000000 + low;
}

/** The value of 1 to 8 digits, in parallel: digits are combined to pairs, pairs to fours, fours to the number. */
function parseUpTo8(end: usize, length: u32): u64 {
  const unused = <u64>(64 - (length << 3));
  const digits = ((load<u64>(end - 8) ^ ZEROS) >> unused) << unused;
  if (((digits + 0x7676767676767676) | digits) & TOP_BITS) return NO_DIGITS;
  const pairs = (digits * (1 + (10 << 8))) >> 8;
  const fours = ((pairs & 0x00ff00ff00ff00ff) * (1 + (100 << 16))) >> 16;
  return ((fours & 0x0000ffff0000ffff) * (1 + ((<u64>10000) << 32))) >> 32;
}

/**
 * The double nearest to dividend / divisor, ties to even. Both are > 0, and the quotient is well within a double's
 * range.
 */
function divide(dividend: u64, divisor: u64): f64 {
  const shift = <i64>clz(dividend);
  const a = dividend << shift;
  const width = <i64>clz(divisor);
  const b = divisor << width;
  // a · 2^63 / b has 63 or 64 bits. With the remainder noted in the last bit, that is enough to round correctly.
  const high = a >> 1;
  const low = a << 63;
  const upper = digitOf(high, low >> 32, b);
  const rest = ((high << 32) | (low >> 32)) - upper * b;
  const lower = digitOf(rest, low & 0xffffffff, b);
  const left = ((rest << 32) | (low & 0xffffffff)) - lower * b;
  const quotient = (upper << 32) | lower | (left === 0 ? 0 : 1);
  return <f64>quotient * reinterpret<f64>((1023 - 63 + width - shift) << 52);
}

/**
 * One digit to the base 2^32 of a long division (Knuth, TAOCP 2, 4.3.1, algorithm D); `divisor` has its top bit set.
 */
function digitOf(dividend: u64, next: u64, divisor: u64): u64 {
  const high = divisor >> 32;
  const low = divisor & 0xffffffff;
  let digit = dividend / high;
  let rest = dividend % high;
  while (digit >> 32 !== 0 || digit * low > ((rest << 32) | next)) {
    digit--;
    rest += high;
    if (rest >> 32 !== 0) break;
  }
  return digit;
}

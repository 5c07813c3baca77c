/**
 * Reads lines of JSON by a shape: passes over those without a needle, takes the members out of the others, and leaves
 * as text what is neither.
 */

import { endEvent, forgetEvents, isFull, layOutEvents, leaveAsText, SHAPE_EVENT } from './events';
import { byteAt, OPEN_OBJECT } from './json';
import { freeAll, INPUT } from './layout';
import { beginShape, takeShape } from './shape';
import { joined } from './vectors';

const LF: u32 = 10;
const CR: u32 = 13;

export const MOST_NEEDLES: u32 = 8;
/** Pairs of bytes of which each line of interest has one. */
const NEEDLES = memory.data(<i32>MOST_NEEDLES * 2);
let needleCount: u32 = 0;

/** What has been read since `readLines` began: line feeds, lines without a needle after the last event, blank lines. */
let lines: u32 = 0;
let skipped: u32 = 0;
let blank: u32 = 0;

/** Forgets the shape before. @param numbers of each event, without its head */
export function beginLines(numbers: u32): void {
  freeAll();
  needleCount = 0;
  beginShape(numbers);
  layOutEvents(numbers);
}

/** Adds two bytes that stand one after the other in a needle. */
export function addNeedle(first: u32, second: u32): void {
  store<u8>(NEEDLES + <usize>(needleCount << 1), <u8>first);
  store<u8>(NEEDLES + <usize>(needleCount << 1) + 1, <u8>second);
  needleCount++;
}

/** Line feeds passed by the last reading. */
export function lineFeeds(): u32 {
  return lines;
}

/** Lines without a needle after the last event. */
export function skippedLines(): u32 {
  return skipped;
}

export function blankLines(): u32 {
  return blank;
}

/**
 * Reads the lines from offset `from` to `to` of the input, the last byte of which is a line feed. Returns the offset
 * reached: less than `to` if there is no room for more events.
 */
export function readLines(from: u32, to: u32): u32 {
  forgetEvents();
  lines = 0;
  skipped = 0;
  blank = 0;
  memory.fill(INPUT + to, 0, 64);
  let start = INPUT + from;
  const end = INPUT + to;
  let hasNeedle = false;
  let returns: u32 = 0;
  for (let chunk = start; chunk < end; chunk += 64) {
    let feeds = equalIn(chunk, LF);
    const ends = equalIn(chunk, CR);
    const needles = needlesIn(chunk);
    let behind: u64 = u64.MAX_VALUE;
    while (feeds !== 0) {
      const feed = ctz(feeds);
      const line = behind & (((<u64>1) << feed) - 1);
      const lineEnd = chunk + <usize>feed;
      returns += <u32>popcnt(ends & line);
      if (!takeLine(start, lineEnd, hasNeedle || (needles & line) !== 0, returns)) return <u32>(start - INPUT);
      start = lineEnd + 1;
      hasNeedle = false;
      returns = 0;
      behind = feed === 63 ? 0 : u64.MAX_VALUE << (feed + 1);
      feeds &= behind;
    }
    hasNeedle = hasNeedle || (needles & behind) !== 0;
    returns += <u32>popcnt(ends & behind);
  }
  return to;
}

/** One bit for each of 64 bytes that equals another. */
function equalIn(chunk: usize, byte: u32): u64 {
  const wanted = i8x16.splat(<i8>byte);
  return joined(
    i8x16.eq(v128.load(chunk), wanted),
    i8x16.eq(v128.load(chunk, 16), wanted),
    i8x16.eq(v128.load(chunk, 32), wanted),
    i8x16.eq(v128.load(chunk, 48), wanted),
  );
}

/** One bit for each of 64 bytes at which the two bytes of a needle begin. */
function needlesIn(chunk: usize): u64 {
  let v0 = i8x16.splat(0);
  let v1 = v0;
  let v2 = v0;
  let v3 = v0;
  const last = NEEDLES + <usize>(needleCount << 1);
  for (let needle = NEEDLES; needle < last; needle += 2) {
    const first = i8x16.splat(load<i8>(needle));
    const second = i8x16.splat(load<i8>(needle, 1));
    v0 = v128.or(v0, pairs(v128.load(chunk), v128.load(chunk, 1), first, second));
    v1 = v128.or(v1, pairs(v128.load(chunk, 16), v128.load(chunk, 17), first, second));
    v2 = v128.or(v2, pairs(v128.load(chunk, 32), v128.load(chunk, 33), first, second));
    v3 = v128.or(v3, pairs(v128.load(chunk, 48), v128.load(chunk, 49), first, second));
  }
  return joined(v0, v1, v2, v3);
}

function pairs(bytes: v128, next: v128, first: v128, second: v128): v128 {
  return v128.and(i8x16.eq(bytes, first), i8x16.eq(next, second));
}

/** @param returns carriage returns in the line. Returns false if there is no room for it. */
function takeLine(start: usize, lineEnd: usize, hasNeedle: bool, returns: u32): bool {
  // A carriage return within a line ends a line too.
  const isOneLine = returns === 0 || (returns === 1 && byteAt(lineEnd - 1) === CR);
  const isObject = byteAt(start) === OPEN_OBJECT && isOneLine;
  if (isObject && !hasNeedle) skipped++;
  else if (isOneLine && lineEnd - start === <usize>returns) blank++;
  else if (isFull()) return false;
  else {
    if (isObject && takeShape(start, lineEnd - <usize>returns)) endEvent(lines, skipped, SHAPE_EVENT);
    else leaveAsText(start, lineEnd + 1 - start, lines, skipped);
    skipped = 0;
  }
  lines++;
  return true;
}

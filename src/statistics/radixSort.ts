import type { Checkpoint } from './checkpoint';
import { forSlices } from './checkpoint';

/** A double is sorted by its four 16-bit digits, least significant first. */
const DIGITS = 4;
const RADIX = 0x1_0000;
const WITHOUT_SIGN = 0x7fff;

/**
 * The row numbers of `keys` by ascending key, equal keys in row order, in shared memory.
 * Keys must be ≥ 0 (as a trace's times and latencies are): then doubles are ordered as their bits are, and a radix sort
 * needs no comparisons. Digits that are the same in every key, most of a whole number's, cost nothing.
 */
export async function rowsByAscending(keys: Float64Array, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const n = keys.length;
  const result = new Uint32Array(new SharedArrayBuffer(n * 4));
  const passes = (await isAscending(keys, checkpoint)) ? [] : await digitsThatDiffer(keys, checkpoint);
  let from = passes.length % 2 === 0 ? result : new Uint32Array(n);
  for (let row = 0; row < n; row++) from[row] = row;
  if (passes.length === 0) return result;
  let to = from === result ? new Uint32Array(n) : result;
  for (const { digit, next } of passes) {
    await sortByDigit(keys, digit, next, from, to, checkpoint);
    [from, to] = [to, from];
  }
  return result;
}

async function isAscending(keys: Float64Array, checkpoint?: Checkpoint): Promise<boolean> {
  let ascending = true;
  await forSlices(keys.length, checkpoint, (from, to) => {
    for (let row = Math.max(from, 1); row < to && ascending; row++) ascending = keys[row] >= keys[row - 1];
  });
  return ascending;
}

interface DigitPass {
  readonly digit: number;
  /** Where the next row with each value of the digit goes. */
  readonly next: Uint32Array;
}

async function digitsThatDiffer(keys: Float64Array, checkpoint?: Checkpoint): Promise<DigitPass[]> {
  const digits = digitsOf(keys);
  const counts = Array.from({ length: DIGITS }, () => new Uint32Array(RADIX));
  const [count0, count1, count2, count3] = counts;
  await forSlices(keys.length, checkpoint, (from, to) => {
    for (let at = from * DIGITS; at < to * DIGITS; at += DIGITS) {
      count0[digits[at]]++;
      count1[digits[at + 1]]++;
      count2[digits[at + 2]]++;
      count3[digits[at + 3] & WITHOUT_SIGN]++;
    }
  });
  return counts
    .map((count, digit) => ({ digit, next: count }))
    .filter(({ next }) => !next.includes(keys.length))
    .map(({ digit, next }) => ({ digit, next: startsFrom(next) }));
}

/** Turns counts into the position at which each value's rows start, in place. */
export function startsFrom(counts: Uint32Array): Uint32Array {
  let start = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value];
    counts[value] = start;
    start += count;
  }
  return counts;
}

async function sortByDigit(
  keys: Float64Array,
  digit: number,
  next: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
  checkpoint?: Checkpoint,
): Promise<void> {
  const digits = digitsOf(keys);
  // -0 must sort as 0, so the sign bit of the top digit is not part of the key.
  const mask = digit === DIGITS - 1 ? WITHOUT_SIGN : RADIX - 1;
  await forSlices(keys.length, checkpoint, (first, end) => {
    for (let i = first; i < end; i++) {
      const row = from[i];
      to[next[digits[row * DIGITS + digit] & mask]++] = row;
    }
  });
}

/** The keys' memory as 16-bit digits; every platform that VS Code and Node run on is little-endian. */
function digitsOf(keys: Float64Array): Uint16Array {
  return new Uint16Array(keys.buffer, keys.byteOffset, keys.length * DIGITS);
}

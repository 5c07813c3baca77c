import { type Checkpoint, forSlices, wordsOf } from '../numeric';
import { startsFrom } from './groups';

/** The upper half of a double is sorted by its four bytes, least significant first. 256 buckets fit into the cache. */
const BYTES = 4;
const RADIX = 0x100;
const WITHOUT_SIGN = 0x7fff_ffff;
/** Up to this many rows with the same upper half are sorted by insertion. */
const FEW = 32;

/**
 * The row numbers of `keys` by ascending key, equal keys in row order, in shared memory.
 * Keys must be ≥ 0, as a trace's times and latencies are: then doubles sort like their bits, and only keys with equal
 * upper halves are compared. Bytes that are the same in every key cost nothing.
 */
export async function rowsByAscending(keys: Float64Array, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const n = keys.length;
  const rows = new Uint32Array(new SharedArrayBuffer(n * 4));
  for (let row = 0; row < n; row++) rows[row] = row;
  if (await isAscending(keys, checkpoint)) return rows;
  const words = wordsOf(keys);
  const uppers = await sortByWord(rows, (row) => words[2 * row + 1] & WITHOUT_SIGN, checkpoint);
  if (await settleTies(rows, uppers, words, checkpoint)) return rows;
  for (let row = 0; row < n; row++) rows[row] = row;
  await sortByWord(rows, (row) => words[2 * row], checkpoint);
  await sortByWord(rows, (row) => words[2 * row + 1] & WITHOUT_SIGN, checkpoint);
  return rows;
}

/** Whether no key is less than the one before. */
export async function isAscending(keys: Float64Array, checkpoint?: Checkpoint): Promise<boolean> {
  let ascending = true;
  await forSlices(keys.length, checkpoint, (from, to) => {
    ascending &&= isAscendingBetween(keys, Math.max(from, 1), to);
  });
  return ascending;
}

function isAscendingBetween(keys: Float64Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (keys[row] < keys[row - 1]) return false;
  return true;
}

/** Sorts rows by a 32-bit word each, stably. Returns the words in the new order. */
async function sortByWord(
  rows: Uint32Array,
  wordOf: (row: number) => number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const n = rows.length;
  // Words move along with their rows: looking each up again takes longer than everything else.
  let fromRows = rows;
  let fromWords = new Uint32Array(n);
  let toRows: Uint32Array = new Uint32Array(n);
  let toWords = new Uint32Array(n);
  const counts = Array.from({ length: BYTES }, () => new Uint32Array(RADIX));
  const [count0, count1, count2, count3] = counts;
  await forSlices(n, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) {
      const word = wordOf(rows[i]);
      fromWords[i] = word;
      count0[word & 0xff]++;
      count1[(word >>> 8) & 0xff]++;
      count2[(word >>> 16) & 0xff]++;
      count3[word >>> 24]++;
    }
  });
  for (const [byte, count] of counts.entries()) {
    if (count.includes(n)) continue;
    const next = startsFrom(count);
    const shift = 8 * byte;
    await forSlices(n, checkpoint, (from, to) => {
      for (let i = from; i < to; i++) {
        const word = fromWords[i];
        const at = next[(word >>> shift) & 0xff]++;
        toWords[at] = word;
        toRows[at] = fromRows[i];
      }
    });
    [fromRows, fromWords, toRows, toWords] = [toRows, toWords, fromRows, fromWords];
  }
  if (fromRows !== rows) rows.set(fromRows);
  return fromWords;
}

/**
 * Completes the order of rows that are sorted by the upper halves of their keys. Returns false, with some rows out of
 * order, if too many share an upper half.
 * @param uppers upper halves, in order
 */
async function settleTies(
  rows: Uint32Array,
  uppers: Uint32Array,
  words: Uint32Array,
  checkpoint?: Checkpoint,
): Promise<boolean> {
  let start = 0;
  let settled = true;
  await forSlices(rows.length, checkpoint, (from, to) => {
    for (let i = Math.max(from, 1); i < to && settled; i++) {
      if (uppers[i] !== uppers[i - 1]) {
        start = i;
        continue;
      }
      const row = rows[i];
      const lower = words[2 * row];
      let at = i;
      for (; at > start && words[2 * rows[at - 1]] > lower; at--) rows[at] = rows[at - 1];
      rows[at] = row;
      settled = i - at < FEW;
    }
  });
  return settled;
}

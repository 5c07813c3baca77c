/**
 * Bins of doubles ≥ 0 by their upper bits: eleven of the exponent and seven of the mantissa. The bits ascend with the
 * value. A bin's edges are less than 0.8 % apart.
 */
const DROPPED_BITS = 13;
export const BINS = 1 << (31 - DROPPED_BITS);
const WITHOUT_SIGN = 0x7fff_ffff;
/** The most ranks that one call looks up: a byte marks the bins that hold them. */
const MOST_RANKS = 255;

/** The bin of a double by the upper one of its 32-bit words. -0 is in the bin of 0, which it ranks with. */
export function binOf(upperWord: number): number {
  return (upperWord & WITHOUT_SIGN) >>> DROPPED_BITS;
}

/** The upper word of the least value of a bin. */
export function leastUpperWord(bin: number): number {
  return bin << DROPPED_BITS;
}

/** The 32-bit words of doubles, lower words first: every platform of VS Code and Node is little-endian. */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/** The values of a few bins: each bin's after those of the bin before, in no order within a bin. */
interface NearRanks {
  readonly near: Float64Array;
  /** Where each rank's value is once `near` is sorted. */
  readonly places: Uint32Array;
}

/**
 * Narrows many values ≥ 0 (none NaN) down to the few that can be at some ranks, in two passes over them.
 * @param ranks ascending, from 0, at most 255
 */
export function nearRanks(values: Float64Array, ranks: Uint32Array): NearRanks {
  if (ranks.length > MOST_RANKS) throw new RangeError(`${ranks.length} ranks are too many.`);
  const words = wordsOf(values);
  const counts = new Uint32Array(BINS);
  for (let at = 1; at < words.length; at += 2) counts[(words[at] & WITHOUT_SIGN) >>> DROPPED_BITS]++;

  const marks = new Uint8Array(BINS);
  const starts = new Uint32Array(ranks.length + 1);
  const places = new Uint32Array(ranks.length);
  let marked = 0;
  for (let i = 0, bin = 0, below = 0; i < ranks.length; i++) {
    while (below + counts[bin] <= ranks[i]) below += counts[bin++];
    if (marks[bin] === 0) {
      marks[bin] = ++marked;
      starts[marked] = starts[marked - 1] + counts[bin];
    }
    places[i] = starts[marked - 1] + ranks[i] - below;
  }

  const near = new Float64Array(starts[marked]);
  for (let i = 0; i < values.length; i++) {
    const mark = marks[(words[2 * i + 1] & WITHOUT_SIGN) >>> DROPPED_BITS];
    if (mark !== 0) near[starts[mark - 1]++] = values[i];
  }
  return { near, places };
}

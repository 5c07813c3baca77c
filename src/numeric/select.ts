import { quantileAt } from './quantile';
import { nearRanks } from './ranks';

/** Fewer values than this are sorted by insertion. */
const FEW = 24;

/**
 * Reorders values[from, to) so that each of `ranks` (ascending indices of the array) holds the value that sorting would
 * put there, with no larger value before it and no smaller one after it: quickselect for several ranks at once (Hoare,
 * CACM 4, 1961). No value is NaN.
 */
export function selectRanks(
  values: Float64Array,
  from: number,
  to: number,
  ranks: ArrayLike<number>,
  howMany = ranks.length,
): void {
  select(values, from, to, ranks, 0, howMany, 2 * Math.ceil(Math.log2(to - from + 1)));
}

/** @param patience partitions left before the values are sorted instead, because they partition badly */
function select(
  values: Float64Array,
  first: number,
  end: number,
  ranks: ArrayLike<number>,
  firstRank: number,
  endRank: number,
  patience: number,
): void {
  let from = first;
  const to = end;
  let wanted = firstRank;
  for (let left = patience; wanted < endRank; left--) {
    if (to - from <= FEW) {
      sortFew(values, from, to);
      return;
    }
    if (left === 0) {
      values.subarray(from, to).sort();
      return;
    }
    const split = partition(values, from, to);
    let above = wanted;
    while (above < endRank && ranks[above] < split) above++;
    if (above > wanted) select(values, from, split, ranks, wanted, above, left - 1);
    wanted = above;
    from = split;
  }
}

/**
 * Partitions values. Nothing before the returned index is larger than anything from it on, and neither part is empty.
 */
function partition(values: Float64Array, from: number, to: number): number {
  const pivot = median3(values[from], values[(from + to) >>> 1], values[to - 1]);
  let low = from - 1;
  let high = to;
  for (;;) {
    do low++;
    while (values[low] < pivot);
    do high--;
    while (values[high] > pivot);
    if (low >= high) return high === to - 1 ? high : high + 1;
    const value = values[low];
    values[low] = values[high];
    values[high] = value;
  }
}

function median3(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function sortFew(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i];
    let at = i;
    for (; at > from && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}

/** From this many values on, narrowing them down in two passes takes less time than partitioning them. */
export const MANY = 1 << 14;

/** Quantiles of unsorted values ≥ 0, which it may reorder. */
export class Quantiles {
  /** The ranks next to the quantiles, ascending, and the values there. */
  readonly #ranks: Uint32Array;
  readonly #values: Float64Array;

  /**
   * @param shares ascending, each 0 to 1
   * @param many how many values to narrow down before partitioning them
   */
  constructor(
    readonly shares: readonly number[],
    private readonly many = MANY,
  ) {
    this.#ranks = new Uint32Array(2 * shares.length);
    this.#values = new Float64Array(2 * shares.length);
  }

  /**
   * Calls `found` with each share's index in `shares` and its quantile of `values[from, to)`, as `quantile` defines it.
   */
  of(values: Float64Array, from: number, to: number, found: (share: number, value: number) => void): void {
    const count = to - from;
    const group = values.subarray(from, to);
    const ranks = this.#ranks.subarray(0, this.#findRanks(count));
    if (count < this.many) {
      selectRanks(group, 0, count, ranks);
      for (let i = 0; i < ranks.length; i++) this.#values[i] = group[ranks[i]];
    } else {
      const { near, places } = nearRanks(group, ranks);
      selectRanks(near, 0, near.length, places);
      for (let i = 0; i < ranks.length; i++) this.#values[i] = near[places[i]];
    }
    for (let i = 0; i < this.shares.length; i++) found(i, quantileAt(count, this.shares[i], this.#valueAt));
  }

  /** Returns how many ranks it found. */
  #findRanks(count: number): number {
    let wanted = 0;
    for (let i = 0, last = -1; i < this.shares.length; i++) {
      const below = Math.floor((count - 1) * this.shares[i]);
      for (let rank = Math.max(below, last + 1); rank <= below + 1 && rank < count; rank++) {
        this.#ranks[wanted++] = rank;
        last = rank;
      }
    }
    return wanted;
  }

  readonly #valueAt = (rank: number): number => {
    let i = 0;
    while (this.#ranks[i] !== rank) i++;
    return this.#values[i];
  };
}

const MEDIAN = new Quantiles([0.5]);

/** The median of unsorted values, which it reorders; NaN for none. */
export function medianOf(values: Float64Array, from: number, to: number): number {
  let median = Number.NaN;
  MEDIAN.of(values, from, to, (_, value) => {
    median = value;
  });
  return median;
}

import { countBelow, countUpTo } from '../numeric';
import { orderOf, type RowOrder } from '../statistics';

/** What rows are ordered by, both the table's and added ones. */
export interface OrderKey {
  valueOf(row: number): number;
  /** Original line of a row of the table, from 0. */
  lineOf(row: number): number;
}

/** A new row, and its place. */
export interface Addition {
  readonly row: number;
  readonly value: number;
  /** Among rows of equal value, it comes after those on original lines below this one. */
  readonly originalLine: number;
}

/**
 * The order of rows after some are removed and others added. Finds the row of a rank in O(log edits).
 * @param base row numbers by ascending value, equal values in file order
 * @param removed rows of `base`, in any order
 * @param added in file order
 */
export function editedOrder(
  base: Uint32Array,
  removed: readonly number[],
  added: readonly Addition[],
  key: OrderKey,
): RowOrder {
  if (removed.length === 0 && added.length === 0) return orderOf(base);
  const valueAt = (rank: number) => key.valueOf(base[rank]);
  /**
   * How many rows of `base` come before: those of lower value, and those of equal value whose `tieOf` is below `tie`.
   */
  const before = (value: number, tie: number, tieOf: (row: number) => number) => {
    const lower = countBelow(base.length, value, valueAt);
    const upTo = countUpTo(base.length, value, valueAt);
    return lower + countBelow(upTo - lower, tie, (rank) => tieOf(base[lower + rank]));
  };
  const removedRanks = Uint32Array.from(removed, (row) => before(key.valueOf(row), row, (other) => other)).sort();
  const sorted = [...added].sort((a, b) => a.value - b.value);
  const ranks = Uint32Array.from(sorted, ({ value, originalLine }, addedBefore) => {
    const rank = before(value, originalLine, key.lineOf);
    return rank - countBelow(removedRanks.length, rank, (i) => removedRanks[i]) + addedBefore;
  });
  return {
    length: base.length - removedRanks.length + sorted.length,
    at: (rank) => {
      const addedBefore = countBelow(ranks.length, rank, (i) => ranks[i]);
      if (ranks[addedBefore] === rank) return sorted[addedBefore].row;
      const kept = rank - addedBefore;
      return base[kept + countUpTo(removedRanks.length, kept, (i) => removedRanks[i] - i)];
    },
  };
}

import { countBelow, countUpTo } from '../numeric';
import { orderOf, type RowOrder } from '../statistics';

/** By what rows are ordered, for those of the table and those behind its last alike. */
export interface OrderKey {
  valueOf(row: number): number;
  /** Of rows of the table: the line on which they were read, from 0. */
  lineOf(row: number): number;
}

/** A row that is new, and where it belongs. */
export interface Addition {
  readonly row: number;
  readonly value: number;
  /** Among rows of equal value it stands behind those that were read on lines below this one. */
  readonly originalLine: number;
}

/**
 * The order of rows after some of them have gone and others come: found for each rank when it is asked for, in O(log edits).
 * @param base row numbers by ascending value, equal values in the order of the file
 * @param removed rows of `base` that are gone, in any order
 * @param added in the order of the file
 */
export function editedOrder(
  base: Uint32Array,
  removed: readonly number[],
  added: readonly Addition[],
  key: OrderKey,
): RowOrder {
  if (removed.length === 0 && added.length === 0) return orderOf(base);
  const valueAt = (rank: number) => key.valueOf(base[rank]);
  /** How many of `base` come before: those of lower value, and those of equal value for which `tieOf` is below `tie`. */
  const before = (value: number, tie: number, tieOf: (row: number) => number) => {
    const lower = countBelow(base.length, value, valueAt);
    const upTo = countUpTo(base.length, value, valueAt);
    return lower + countBelow(upTo - lower, tie, (rank) => tieOf(base[lower + rank]));
  };
  const gone = Uint32Array.from(removed, (row) => before(key.valueOf(row), row, (other) => other)).sort();
  const coming = [...added].sort((a, b) => a.value - b.value);
  const ranks = Uint32Array.from(coming, ({ value, originalLine }, sooner) => {
    const behind = before(value, originalLine, key.lineOf);
    return behind - countBelow(gone.length, behind, (i) => gone[i]) + sooner;
  });
  return {
    length: base.length - gone.length + coming.length,
    at: (rank) => {
      const sooner = countBelow(ranks.length, rank, (i) => ranks[i]);
      if (ranks[sooner] === rank) return coming[sooner].row;
      const left = rank - sooner;
      return base[left + countUpTo(gone.length, left, (i) => gone[i] - i)];
    },
  };
}

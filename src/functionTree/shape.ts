/**
 * What a subtree looks like from above, as two small numbers in one integer of 10 bits: its levels, and how far down its
 * shallowest leaf is, counted from the subtree's head: a leaf is a leaf at distance 0. Five bits each are enough, as
 * fewer than 2^31 VMs make no more than 31 levels.
 */
export type Shape = number;

/** One level of distance to a leaf, where the integer keeps it. */
const LEAF_STEP = 1 << 5;
const LEVELS_MASK = LEAF_STEP - 1;
const LEAF_MASK = LEVELS_MASK * LEAF_STEP;

/** No levels, and no leaf at any distance. All ones, and one more is 0: above nothing but empty ones is a leaf. */
export const EMPTY: Shape = LEAF_MASK;
/** A VM that feeds nobody. */
export const LEAF: Shape = 1;

export const levelsOf = (shape: Shape): number => shape & LEVELS_MASK;

export const leafDistance = (shape: Shape): number => shape >> 5;

/** The shape of a subtree whose head has these below it, in either order. */
export function join(one: Shape, other: Shape): Shape {
  const levels = max(one & LEVELS_MASK, other & LEVELS_MASK);
  const leaf = min(one & LEAF_MASK, other & LEAF_MASK);
  return levels + 1 + ((leaf + LEAF_STEP) & LEAF_MASK);
}

// Without branches, as which of two subtrees is the shallower cannot be predicted.
const min = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31));
const max = (a: number, b: number): number => a - ((a - b) & ((a - b) >> 31));

/**
 * What a subtree looks like from above, as three small numbers in one integer: its levels, how far down its shallowest
 * free child slot is, and how far down its shallowest leaf. Distances count from the subtree's head: an empty subtree
 * is a free slot at distance 0, a leaf is a leaf at distance 0. No number reaches 63, as a balanced tree of 2^31 VMs
 * has at most 45 levels.
 */
export type Shape = number;

const SLOT = 1 << 6;
const LEAF_BIT = 1 << 12;
const LEVELS_MASK = 63;
const SLOT_MASK = 63 * SLOT;
const LEAF_MASK = 63 * LEAF_BIT;

/** No levels, a free slot at once, and no leaf at any distance. */
export const EMPTY: Shape = LEAF_MASK;
/** A VM that feeds nobody. */
export const LEAF: Shape = 1 + SLOT;

export const levelsOf = (shape: Shape): number => shape & LEVELS_MASK;

/**
 * 0 if the shallowest free slot is to the left, 1 if to the right; the left one on a tie, since breadth first goes left
 * to right.
 */
export const sideOfSlot = (left: Shape, right: Shape): number => ((right & SLOT_MASK) - (left & SLOT_MASK)) >>> 31;

/** The same for the shallowest leaf. */
export const sideOfLeaf = (left: Shape, right: Shape): number => ((right & LEAF_MASK) - (left & LEAF_MASK)) >>> 31;

/** The shape of a subtree whose head has these two below it, not both empty. */
export function join(left: Shape, right: Shape): Shape {
  const shallower = min(left & SLOT_MASK, right & SLOT_MASK) + min(left & LEAF_MASK, right & LEAF_MASK);
  const levels = LEVELS_MASK - min(LEVELS_MASK - (left & LEVELS_MASK), LEVELS_MASK - (right & LEVELS_MASK));
  return (left & right) === EMPTY ? LEAF : levels + shallower + 1 + SLOT + LEAF_BIT;
}

/** The lesser of two integers under 2^31, found without a branch: which one it is cannot be predicted. */
function min(a: number, b: number): number {
  return b + ((a - b) & ((a - b) >> 31));
}

/**
 * What a subtree looks like from above, as three small numbers in one integer: its levels, how far down its shallowest
 * free child slot is, and how far down its shallowest leaf. Distances count from the subtree's head: an empty subtree
 * is a free slot at distance 0, a leaf is a leaf at distance 0. No number reaches 63, as a balanced tree of 2^31 VMs
 * has at most 45 levels.
 */
export type Shape = number;

/** One level of distance to a slot, and to a leaf, where the integer keeps them. */
const SLOT_STEP = 1 << 6;
const LEAF_STEP = 1 << 12;
const LEVELS_MASK = 63;
const SLOT_MASK = 63 * SLOT_STEP;
const LEAF_MASK = 63 * LEAF_STEP;

/** No levels, a free slot at once, and no leaf at any distance. */
export const EMPTY: Shape = LEAF_MASK;
/** A VM that feeds nobody. */
export const LEAF: Shape = 1 + SLOT_STEP;

export const levelsOf = (shape: Shape): number => shape & LEVELS_MASK;

/**
 * 0 if the shallowest free slot is to the left, 1 if to the right; the left one on a tie, since breadth first goes left
 * to right.
 */
export const sideOfSlot = (left: Shape, right: Shape): number => ((right & SLOT_MASK) - (left & SLOT_MASK)) >>> 31;

/** The same for the shallowest leaf. */
export const sideOfLeaf = (left: Shape, right: Shape): number => ((right & LEAF_MASK) - (left & LEAF_MASK)) >>> 31;

/** The shape of a subtree whose head has these below it. */
export function join(left: Shape, right: Shape): Shape {
  if ((left & right) === EMPTY) return LEAF;
  const levels = max(left & LEVELS_MASK, right & LEVELS_MASK);
  const slot = min(left & SLOT_MASK, right & SLOT_MASK);
  const leaf = min(left & LEAF_MASK, right & LEAF_MASK);
  return levels + 1 + slot + SLOT_STEP + leaf + LEAF_STEP;
}

// Without branches, as which of two subtrees is the shallower cannot be predicted.
const min = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31));
const max = (a: number, b: number): number => a - ((a - b) & ((a - b) >> 31));

/**
 * The levels of a subtree and the distance from its head to its shallowest leaf (0 for a leaf itself), packed into 10
 * bits. Five bits each are enough: fewer than 2^31 VMs make at most 31 levels.
 */
export type Shape = number;

/** One level of leaf distance, in its bit position. */
const LEAF_STEP = 1 << 5;
const LEVELS_MASK = LEAF_STEP - 1;
const LEAF_MASK = LEVELS_MASK * LEAF_STEP;

/**
 * The empty subtree: no levels, leaf distance all ones, which `join` increments to 0, so that a head of two empty ones
 * is a leaf.
 */
export const EMPTY: Shape = LEAF_MASK;
/** A VM without downstream VMs. */
export const LEAF: Shape = 1;

export const levelsOf = (shape: Shape): number => shape & LEVELS_MASK;

export const leafDistance = (shape: Shape): number => shape >> 5;

/** The shape of a subtree whose head has these two subtrees, in either order. */
export function join(one: Shape, other: Shape): Shape {
  const levels = max(one & LEVELS_MASK, other & LEVELS_MASK);
  const leaf = min(one & LEAF_MASK, other & LEAF_MASK);
  return levels + 1 + ((leaf + LEAF_STEP) & LEAF_MASK);
}

// Branchless: which of two subtrees is shallower is unpredictable.
const min = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31));
const max = (a: number, b: number): number => a - ((a - b) & ((a - b) >> 31));

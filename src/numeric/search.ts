/**
 * The first of the positions [from, to) for which `isBefore` does not hold, or `to`; by bisection. It holds for all
 * positions before that one, and for none after it.
 */
export function firstAfter(from: number, to: number, isBefore: (position: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `count` positions hold a value < `bound`. Values ascend with the position. */
export function countBelow(count: number, bound: number, valueAt: (position: number) => number): number {
  return firstAfter(0, count, (position) => valueAt(position) < bound);
}

/** How many of the first `count` positions hold a value ≤ `bound`. Values ascend with the position. */
export function countUpTo(count: number, bound: number, valueAt: (position: number) => number): number {
  return firstAfter(0, count, (position) => valueAt(position) <= bound);
}

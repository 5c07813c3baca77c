/** How many of the first `count` positions hold a value < `bound`, where values ascend with the position. */
export function countBelow(count: number, bound: number, valueAt: (position: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `count` positions hold a value ≤ `bound`, where values ascend with the position. */
export function countUpTo(count: number, bound: number, valueAt: (position: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

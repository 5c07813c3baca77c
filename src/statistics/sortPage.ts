/** Up to this many elements, sorting takes no longer than splitting. */
const FEW = 64;

/**
 * Reorders `items` so that those at [from, to) are the ones that a full sort would put there, in order. Takes time
 * linear in the items, expected, and little more than sorting the page.
 * @param compare a total order: 0 only for an item and itself
 */
export function sortPage(
  items: Uint32Array,
  from: number,
  to: number,
  compare: (a: number, b: number) => number,
): void {
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const stretches: [low: number, high: number][] = [[0, items.length]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [low, high] = stretch;
    if (high <= from || low >= to) continue;
    if (high - low <= FEW || (low >= from && high <= to)) {
      items.subarray(low, high).sort(compare);
      continue;
    }
    const pick = () => items[low + random(high - low)];
    const middle = split(items, low, high, medianOf(pick(), pick(), pick(), compare), compare);
    stretches.push([low, middle], [middle + 1, high]);
  }
}

function medianOf(a: number, b: number, c: number, compare: (a: number, b: number) => number): number {
  const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
  if (compare(c, low) <= 0) return low;
  return compare(c, high) <= 0 ? c : high;
}

/** Puts the items below the pivot before it and the others behind it; returns where it is then. */
function split(
  items: Uint32Array,
  low: number,
  high: number,
  pivot: number,
  compare: (a: number, b: number) => number,
): number {
  let below = low;
  let place = low;
  for (let at = low; at < high; at++) {
    const item = items[at];
    const order = item === pivot ? 0 : compare(item, pivot);
    if (order > 0) continue;
    if (order === 0) place = below;
    items[at] = items[below];
    items[below++] = item;
  }
  const last = below - 1;
  items[place] = items[last];
  items[last] = pivot;
  return last;
}

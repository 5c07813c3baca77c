import type { NameList } from '../trace';

/** Ranking more names takes longer than finding one page of them, and more memory than is worth keeping. */
const MOST_RANKED = 100_000;

let collator: Intl.Collator | undefined;

/** Compares texts as people sort them: `f2` before `f10`. The first call loads the collation, which takes 10 ms. */
export function compareTexts(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

/** Of the lists that have been sorted by name, for as long as they are in use. */
const ranks = new WeakMap<NameList, Uint32Array>();

/**
 * Compares names by their numbers in a list. Decodes each once, and ranks up to 100,000 at the first call, so that
 * later pages compare ranks.
 */
export function nameComparison(names: NameList, mostRanked = MOST_RANKED): (a: number, b: number) => number {
  if (names.length > mostRanked) {
    const decoded: string[] = [];
    const text = (id: number) => {
      decoded[id] ??= names.at(id) ?? '';
      return decoded[id];
    };
    return (a, b) => compareTexts(text(a), text(b));
  }
  const rank = ranks.get(names) ?? ranked(names);
  ranks.set(names, rank);
  return (a, b) => rank[a] - rank[b];
}

/** Each name's rank; names that compare as equal share one. */
function ranked(names: NameList): Uint32Array {
  const texts = [...names];
  const order = texts.map((_, id) => id).sort((a, b) => compareTexts(texts[a], texts[b]));
  const rank = new Uint32Array(texts.length);
  for (let i = 1; i < order.length; i++) {
    rank[order[i]] = rank[order[i - 1]] + (compareTexts(texts[order[i - 1]], texts[order[i]]) === 0 ? 0 : 1);
  }
  return rank;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortPage } from '../../../src/statistics/sortPage';
import { runs } from '../../depth';

describe('sortPage', () => {
  it('puts the items of a page where a full sort would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 400 }), fc.nat(410), fc.nat(100), (keys, from, limit) => {
        const compare = (a: number, b: number) => keys[a] - keys[b] || a - b;
        const items = Uint32Array.from(keys, (_, id) => id);
        const sorted = items.toSorted(compare);
        sortPage(items, from, from + limit, compare);
        expect(items.slice(from, from + limit)).toEqual(sorted.slice(from, from + limit));
        expect(items.toSorted()).toEqual(Uint32Array.from(keys, (_, id) => id));
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each([
    ['ascending', (id: number) => id],
    ['descending', (id: number) => -id],
    ['equal', () => 0],
    ['scattered', (id: number) => Math.imul(id, 0x9e3779b1) >>> 0],
    ['up and down', (id: number) => Math.abs(id - 50_000)],
  ])('compares each of many %s items some times only', (_, keyOf) => {
    for (const count of [25_000, 100_000]) {
      let compared = 0;
      const items = Uint32Array.from({ length: count }, (_, id) => id);
      sortPage(items, 1000, 1100, (a, b) => {
        compared++;
        return keyOf(a) - keyOf(b) || a - b;
      });
      expect(compared).toBeLessThan(8 * count);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameComparison } from '../../../src/statistics/nameOrder';
import { namesAsBytes, SharedNames } from '../../../src/trace';
import { runs } from '../../depth';

const { compare } = new Intl.Collator('en', { numeric: true });
const name = fc.oneof(
  fc.constantFrom('f2', 'f10', 'F2', 'f02', 'é', 'e', ''),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

describe('nameComparison', () => {
  it.each([
    ['ranked names', 100],
    ['names that are too many to rank', 1],
  ])('compares %s as the collation does', (_, mostRanked) => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 20 }), (texts) => {
        const byName = nameComparison(texts, mostRanked);
        for (let a = 0; a < texts.length; a++) {
          for (let b = 0; b < texts.length; b++) {
            expect(Math.sign(byName(a, b))).toBe(Math.sign(compare(texts[a], texts[b])));
          }
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('decodes each name once for all pages', () => {
    let decoded = 0;
    class CountedNames extends SharedNames {
      override at(id: number) {
        decoded++;
        return super.at(id);
      }
    }
    const names = new CountedNames(namesAsBytes(['f10', 'f2', 'f1']));
    for (let page = 0; page < 3; page++) expect([0, 1, 2].sort(nameComparison(names))).toEqual([2, 1, 0]);
    expect(decoded).toBe(3);
  });
});

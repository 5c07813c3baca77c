import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../../../src/trace/records/idSet';
import { runs } from '../../../depth';

describe('a set of identifiers', () => {
  it('has what was added, like a Set', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (ids) => {
        const [set, plain] = [new IdSet(), new Set<string>()];
        for (const id of ids) {
          expect(set.add(id)).toBe(!plain.has(id));
          plain.add(id);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('tells apart 200,000 that differ in one place, and knows each again', () => {
    const ids = Array.from(
      { length: 200_000 },
      (_, i) => `1e15cfb4-ef54-4c17-b83e-${i} 2025/03/04/[$LATEST]eb974ce3 1`,
    );
    const set = new IdSet();
    expect(ids.filter((id) => !set.add(id))).toEqual([]);
    expect(ids.some((id) => set.add(id))).toBe(false);
  });

  it('tells apart the same characters in another order', () => {
    const set = new IdSet();
    for (const id of ['ab', 'ba', 'aab', 'aba', 'baa', '', '\0', '\0\0']) expect(set.add(id)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestKey } from '../../../src/protocol/requestKey';

describe('requestKey', () => {
  it('is the same in any order of properties, at any depth', () => {
    expect(requestKey({ a: 1, b: { c: [1, 2], d: null } })).toBe(requestKey({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  it('is the same with an undefined property and without it', () => {
    expect(requestKey({ a: 1, b: undefined })).toBe(requestKey({ a: 1 }));
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: { b: 1 } }, { a: 1, b: 1 }],
    [{ a: '1' }, { a: 1 }],
    [{ a: [] }, { a: {} }],
    [{ a: [1] }, { a: { 0: 1 } }],
  ])('differs between %j and %j', (one, other) => {
    expect(requestKey(one)).not.toBe(requestKey(other));
  });

  it('is the same exactly for equal values', () => {
    const values = fc.object({ maxDepth: 2, key: fc.constantFrom('a', 'b'), values: [fc.nat(2), fc.constant(null)] });
    fc.assert(
      fc.property(values, values, (one, other) => {
        let equal = true;
        try {
          expect(one).toStrictEqual(other);
        } catch {
          equal = false;
        }
        expect(requestKey(one) === requestKey(other)).toBe(equal);
      }),
    );
  });
});

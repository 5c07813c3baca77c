import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createFunctionTree,
  type FunctionTreeObserver,
  NO_VM,
  parseOperations,
  replay,
} from '../../../src/functionTree';

/** The observer's calls for the last of these operations. */
function changesOf(operations: string, fanOut = 2): string[] {
  let reported: string[] = [];
  const observer: FunctionTreeObserver = {
    inserted: (vm, upstream) => reported.push(`inserted ${vm} under ${upstream}`),
    removed: (vm, successor) => reported.push(`removed ${vm} for ${successor}`),
    rotated: (vm, raised) => reported.push(`rotated ${vm} below ${raised}`),
    reparented: (vm, upstream) => reported.push(`${vm} fetches from ${upstream}`),
  };
  const tree = createFunctionTree(fanOut, observer);
  const all = parseOperations(operations);
  replay(all.slice(0, -1), tree);
  reported = [];
  replay(all.slice(-1), tree);
  return reported;
}

describe('a tree reports its changes', () => {
  test.each([
    ['the root is inserted', 'I', ['inserted 0 under -1']],
    ['a VM is inserted', 'I I I I', ['inserted 3 under 1']],
    ['a leaf is cut off', 'I I I D2', ['removed 2 for -1']],
    ['the only VM leaves', 'I D0', ['removed 0 for -1']],
    ['a root with one child leaves', 'I I D0', ['removed 0 for 1', '1 fetches from -1']],
    ['a VM with one child gives it its place', 'I I I I D1', ['removed 1 for 3', '3 fetches from 0']],
    [
      'a leaf takes the place of a VM with two children',
      'I I I I I I I D1',
      ['removed 1 for 3', '3 fetches from 0', '4 fetches from 3'],
    ],
    [
      'a leaf takes the place of its upstream, the root',
      'I I I D0',
      ['removed 0 for 1', '1 fetches from -1', '2 fetches from 1'],
    ],
    [
      'the tree rotates to the right (Figure 6)',
      'I I I I I I I I I D6 D5',
      ['removed 5 for -1', 'rotated 0 below 1', '1 fetches from -1', '0 fetches from 1', '4 fetches from 0'],
    ],
    [
      'the tree rotates to the right and to the left (Figure 7)',
      'I I I I I I I D3 D4 D6 D1',
      ['removed 1 for -1', 'rotated 0 below 5', '5 fetches from -1', '2 fetches from 5', '0 fetches from 5'],
    ],
  ])('when %s', (_, operations, reported) => expect(changesOf(operations)).toEqual(reported));

  test('when the last VM of a tree of fan-out 3 takes a place', () => {
    expect(changesOf('I I I I I I D1', 3)).toEqual(['removed 1 for 5', '5 fetches from 0', '4 fetches from 5']);
  });
});

test.each([1, 2, 3, 8])(
  'the reported changes determine the tree, and each of them is a change (fan-out %i)',
  (fanOut) => {
    const strikes = fc.array(fc.option(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(strikes, (sequence) => {
        const known = new Map<number, number>();
        const moved = new Set<number>();
        const tree = createFunctionTree(fanOut, {
          inserted: (vm, upstream) => known.set(vm, upstream),
          removed: (vm) => known.delete(vm),
          reparented: (vm, upstream) => {
            expect(known.get(vm)).not.toBe(upstream);
            expect(tree.upstreamOf(vm)).toBe(upstream);
            expect(moved.has(vm)).toBe(false);
            moved.add(vm);
            known.set(vm, upstream);
          },
        });
        let next = 0;
        for (const strike of sequence) {
          moved.clear();
          const live = [...known.keys()];
          if (strike === null || live.length === 0) tree.insert(next++);
          else tree.delete(live[Math.floor(strike * live.length)]);
          expect(known).toEqual(new Map([...tree].map((vm) => [vm, tree.upstreamOf(vm)])));
        }
        expect([...known.values()].filter((upstream) => upstream === NO_VM)).toHaveLength(tree.size > 0 ? 1 : 0);
      }),
    );
  },
);

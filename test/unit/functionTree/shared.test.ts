import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFunctionTree, FunctionTreeError, functionTreesOf } from '../../../src/functionTree';

/** A VM is inserted into the tree of that number, or deleted from the tree that it is in. */
const step = fc.record({ vm: fc.nat(30), tree: fc.nat(2) });

describe.each([2, 3])('trees of fan-out %i that share an observer', (fanOut) => {
  test('have the shapes of separate trees while VMs move between them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const newTree = functionTreesOf(fanOut, {});
        const trees = Array.from({ length: 3 }, newTree);
        const alone = trees.map(() => createFunctionTree(fanOut));
        const treeOf = new Map<number, number>();
        for (const { vm, tree } of steps) {
          const at = treeOf.get(vm);
          if (at === undefined) {
            expect(trees[tree].insert(vm)).toBe(alone[tree].insert(vm));
            treeOf.set(vm, tree);
          } else {
            trees[at].delete(vm);
            alone[at].delete(vm);
            treeOf.delete(vm);
          }
          expect(trees.map(String)).toEqual(alone.map(String));
          expect(trees.map(({ size, levels }) => [size, levels])).toEqual(
            alone.map(({ size, levels }) => [size, levels]),
          );
          for (let other = 0; other <= 30; other++) {
            expect(trees.map((tree) => tree.has(other))).toEqual(alone.map((tree) => tree.has(other)));
          }
        }
      }),
    );
  });

  test('refuse a VM of another of these trees', () => {
    const newTree = functionTreesOf(fanOut, {});
    const [one, other] = [newTree(), newTree()];
    for (let vm = 0; vm < 20; vm++) (vm % 2 === 0 ? one : other).insert(vm);
    expect(() => one.delete(7)).toThrow(FunctionTreeError);
    expect(() => one.depthOf(7)).toThrow(FunctionTreeError);
    expect(one.size + other.size).toBe(20);
  });
});

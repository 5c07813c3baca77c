import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createFunctionTree,
  FAN_OUT,
  type FunctionTree,
  FunctionTreeError,
  functionTreesOf,
  NO_VM,
} from '../../../src/functionTree';
import { runs } from '../../depth';
import { heightOf, NaiveTree } from './naiveTree';

/** An insertion, or a deletion at a relative position (0 to 1) in the list of live VMs. */
const insertion = fc.constant(null);
const deletion = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** Sequences that grow, stay level and shrink, so that trees of many sizes occur. */
const phases = fc
  .array(
    fc.record({
      inserts: fc.integer({ min: 1, max: 9 }),
      of: fc.constant(10),
      steps: fc.integer({ min: 1, max: 120 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((plan) =>
    fc.tuple(
      ...plan.map(({ inserts, of, steps }) =>
        fc.array(fc.oneof({ arbitrary: insertion, weight: inserts }, { arbitrary: deletion, weight: of - inserts }), {
          minLength: steps,
          maxLength: steps,
        }),
      ),
    ),
  )
  .map((parts) => parts.flat());

/**
 * Applies a sequence. Calls `step` after every operation with the inserted or deleted VM. Returns the number of
 * operations.
 */
function drive(
  sequence: readonly (number | null)[],
  insert: (vm: number) => void,
  remove: (vm: number) => void,
  check: () => void,
): number {
  const live: number[] = [];
  let next = 0;
  let operations = 0;
  for (const strike of sequence) {
    if (strike === null) {
      live.push(next);
      insert(next++);
    } else if (live.length > 0) {
      remove(live.splice(Math.floor(strike * live.length), 1)[0]);
    } else {
      continue;
    }
    operations++;
    check();
  }
  return operations;
}

/**
 * Checks that every VM but the root has one upstream and is its downstream, that depths match, and that no VM occurs
 * twice.
 */
function expectOneUpstreamEach(tree: FunctionTree): void {
  const vms = [...tree];
  expect(new Set(vms).size).toBe(vms.length);
  expect(tree.size).toBe(vms.length);
  expect(tree.upstreamOf(tree.root)).toBe(NO_VM);
  const fed = vms.flatMap((vm) => tree.downstreamOf(vm).map((below) => ({ vm, below })));
  expect(fed.map(({ below }) => below)).toEqual(vms.slice(1));
  // One comparison for all VMs: `expect` would take longer than the tree.
  expect(Float64Array.from(fed, ({ below }) => tree.upstreamOf(below))).toEqual(Float64Array.from(fed, ({ vm }) => vm));
  expect(Float64Array.from(fed, ({ below }) => tree.depthOf(below))).toEqual(
    Float64Array.from(fed, ({ vm }) => tree.depthOf(vm) + 1),
  );
  expect(Math.max(...vms.map((vm) => tree.depthOf(vm)))).toBe(tree.height);
}

describe('the balanced tree', () => {
  test('has the shape of the naive tree, which is balanced, over random operations', () => {
    const count = runs(1000);
    let operations = 0;
    fc.assert(
      fc.property(phases, (sequence) => {
        const naive = new NaiveTree();
        const tree = createFunctionTree();
        const insert = (vm: number) => {
          naive.insert(vm);
          tree.insert(vm);
        };
        const remove = (vm: number) => {
          naive.delete(vm);
          tree.delete(vm);
        };
        operations += drive(sequence, insert, remove, () => expect(tree.toString()).toBe(naive.toString()));
        expect(tree.height).toBe(heightOf(naive.root));
        for (const { left, right } of naive.nodes()) expect(Math.abs(heightOf(left) - heightOf(right))).toBeLessThan(2);
        if (tree.size > 0) expectOneUpstreamEach(tree);
      }),
      { numRuns: count },
    );
    expect(operations).toBeGreaterThan(100 * count);
  });

  test('inserts under the first VM, breadth first, that has a free slot', () => {
    fc.assert(
      fc.property(phases, (sequence) => {
        const tree = createFunctionTree();
        const insert = (vm: number) => {
          const open = [...tree].find((member) => tree.downstreamOf(member).length < 2) ?? NO_VM;
          expect(tree.insert(vm)).toBe(open);
        };
        drive(
          sequence,
          insert,
          (vm) => tree.delete(vm),
          () => {},
        );
      }),
    );
  });

  test('has at most one level too many after random deletions from a thousand VMs', () => {
    fc.assert(
      fc.property(fc.array(deletion, { minLength: 900, maxLength: 999 }), (strikes) => {
        const tree = createFunctionTree();
        drive(
          [...Array(1000).fill(null), ...strikes],
          (vm) => tree.insert(vm),
          (vm) => tree.delete(vm),
          () => {},
        );
        // Adel'son-Vel'skii and Landis: at most 1.4405 log2(n + 2) levels.
        expect(tree.levels).toBeLessThanOrEqual(1.4405 * Math.log2(tree.size + 2));
        expectOneUpstreamEach(tree);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe.each([1, 3, 4, 7])('the complete tree of fan-out %i', (fanOut) => {
  test('stays complete after any deletion', () => {
    fc.assert(
      fc.property(phases, (sequence) => {
        const tree = createFunctionTree(fanOut);
        const live = new Set<number>();
        const insert = (vm: number) => live.add(vm) && tree.insert(vm);
        const remove = (vm: number) => live.delete(vm) && tree.delete(vm);
        drive(sequence, insert, remove, () => {
          const order = [...tree];
          expect(new Set(order)).toEqual(live);
          const upstreams = order.map((vm) => tree.upstreamOf(vm));
          const expected = order.map((_, position) =>
            position === 0 ? NO_VM : order[Math.floor((position - 1) / fanOut)],
          );
          expect(upstreams).toEqual(expected);
        });
        if (tree.size > 0) expectOneUpstreamEach(tree);
      }),
      { numRuns: runs(50) },
    );
  });

  test('gives the last VM the place of the deleted one', () => {
    const tree = createFunctionTree(fanOut);
    for (let vm = 0; vm < 20; vm++) tree.insert(vm);
    tree.delete(0);
    expect(tree.root).toBe(19);
    expect([...tree]).toEqual([19, ...Array.from({ length: 18 }, (_, index) => index + 1)]);
  });
});

test('a chain of 100,000 VMs does not overflow the stack', () => {
  const tree = createFunctionTree(1);
  for (let vm = 0; vm < 100_000; vm++) tree.insert(vm);
  expect([tree.levels, tree.depthOf(99_999)]).toEqual([100_000, 99_999]);
  expect(tree.toString().slice(0, 8)).toBe('0(1(2(3(');
});

describe('a fan-out', () => {
  test('may be as large as its limit', () => {
    const tree = createFunctionTree(FAN_OUT.max);
    for (let vm = 0; vm < 3; vm++) tree.insert(vm);
    expect(tree.downstreamOf(0)).toEqual([1, 2]);
    expect(tree.toString().slice(0, 8)).toBe('0(1,2,-,');
  });

  test.each([
    0,
    -2,
    1.5,
    Number.NaN,
    FAN_OUT.max + 1,
    1e12,
    Number.MAX_SAFE_INTEGER,
    Number.POSITIVE_INFINITY,
    '2',
    2n,
    true,
    null,
    Object.create(null),
  ])('of %s is refused with the limit', (fanOut) => {
    for (const create of [createFunctionTree, (k: number) => functionTreesOf(k, {})]) {
      expect(() => create(fanOut as number)).toThrow(
        expect.objectContaining({
          name: 'FunctionTreeError',
          code: 'invalid-fan-out',
          message: expect.stringMatching(/^The fan-out is .+\.$/),
          advice: 'It must be a whole number from 1 to 1024.',
        }),
      );
    }
  });
});

describe('a value that is not a VM', () => {
  const isVm = (value: unknown) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31 && !Object.is(value, -0);
  const anything = fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }),
    fc.double(),
    fc.nat(9).map(String),
    fc.nat(9).map((vm) => [vm]),
    fc.nat(9).map((vm) => new Number(vm)),
    fc.constantFrom(-0, -1, 2 ** 31, 2 ** 32, 2 ** 53, 0.5, true, false, 3n, Symbol('3'), ' 3', '3.0', {
      valueOf: () => 3,
    }),
  );

  test.each([2, 3])('is refused with a FunctionTreeError and leaves the tree unchanged (fan-out %d)', (fanOut) => {
    fc.assert(
      fc.property(
        anything.filter((value) => !isVm(value)),
        fc.integer({ min: 0, max: 200 }),
        (value, size) => {
          const tree = createFunctionTree(fanOut);
          for (let vm = 0; vm < size; vm++) tree.insert(vm);
          const before = tree.toString();
          const vm = value as number;
          const uses = [
            () => tree.insert(vm),
            () => tree.delete(vm),
            () => tree.upstreamOf(vm),
            () => tree.depthOf(vm),
            () => tree.downstreamOf(vm),
          ];
          for (const use of uses) expect(use).toThrow(FunctionTreeError);
          expect(tree.has(vm)).toBe(false);
          expect([tree.toString(), tree.size]).toEqual([before, size]);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

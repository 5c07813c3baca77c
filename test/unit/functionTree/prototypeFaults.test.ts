import { describe, expect, test } from 'vitest';
import { createFunctionTree, FunctionTreeError, NO_VM, parseOperations, replay } from '../../../src/functionTree';

const treeAfter = (operations: string) => replay(parseOperations(operations));

function refusal(action: () => void): FunctionTreeError {
  try {
    action();
  } catch (error) {
    if (error instanceof FunctionTreeError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('faults of the prototype that this tree does not have', () => {
  test.each(['I I D0', 'I I I D1 D0'])(
    'a root with one child, deleted, stays the upstream of the new root (%s)',
    (operations) => {
      const tree = treeAfter(operations);
      expect(tree.upstreamOf(tree.root)).toBe(NO_VM);
      expect(tree.has(0)).toBe(false);
    },
  );

  test('a deleted root re-enters the tree by a later rotation', () => {
    const tree = treeAfter('I I D0 I I D3');
    expect(tree.toString()).toBe('1(2,-)');
    expect(tree.has(0)).toBe(false);
  });

  test('a deleted root that re-entered leaves the tree out of balance', () => {
    const tree = treeAfter('I I D0 I I I I I D2');
    expect([...tree].sort()).toEqual([1, 3, 4, 5, 6]);
    expect(tree.levels).toBe(3);
  });

  test('deleted roots form a chain above the root', () => {
    const tree = createFunctionTree();
    tree.insert(0);
    for (let vm = 1; vm <= 1000; vm++) {
      tree.insert(vm);
      tree.delete(tree.root);
      expect(tree.depthOf(tree.root)).toBe(0);
    }
    expect(tree.size).toBe(1);
    expect(tree.upstreamOf(1000)).toBe(NO_VM);
  });

  test.each([
    ['I I I D2 D1', 1],
    ['I D0', 0],
  ])('the length never shrinks (%s)', (operations, size) => expect(treeAfter(operations).size).toBe(size));

  test.each([
    [3, '0(-,2)'],
    [15, '0(1(3(-,8),4(9,10)),2(5(11,12),6(13,14)))'],
  ])('deleting a leaf twice removes its sibling (%i VMs)', (vms, left) => {
    const tree = treeAfter('I '.repeat(vms));
    const leaf = vms >> 1;
    tree.delete(leaf);
    expect(refusal(() => tree.delete(leaf)).code).toBe('vm-not-in-tree');
    expect(tree.toString()).toBe(left);
  });

  test.each(['I I I', '', 'I D0'])('deleting a VM that is not in the tree crashes (%j)', (operations) => {
    const tree = treeAfter(operations);
    const before = tree.toString();
    expect(refusal(() => tree.delete(99)).code).toBe('vm-not-in-tree');
    expect(tree.toString()).toBe(before);
  });

  test('deleting on one tree a VM of another edits that other tree', () => {
    const own = treeAfter('I I I I I I I');
    const other = createFunctionTree();
    expect(refusal(() => other.delete(1)).code).toBe('vm-not-in-tree');
    expect(own.toString()).toBe('0(1(3,4),2(5,6))');
    expect(other.size).toBe(0);
  });

  test('inserting a VM that is there already hangs', () => {
    const tree = treeAfter('I I');
    expect(refusal(() => tree.insert(0)).code).toBe('vm-already-in-tree');
    expect(tree.toString()).toBe('0(1,-)');
  });

  test('a VM that comes back brings its old links', () => {
    const returned = treeAfter('I I D0');
    returned.insert(0);
    expect(returned.toString()).toBe('1(0,-)');

    const interior = treeAfter('I I I I I I I D1');
    interior.insert(1);
    expect(interior.toString()).toBe('0(3(1,4),2(5,6))');
  });

  test('a million inserts take quadratic time, or are refused beyond a fixed depth', () => {
    const vms = 2 ** 20;
    const tree = createFunctionTree();
    for (let vm = 0; vm < vms; vm++) tree.insert(vm);
    expect(tree.levels).toBe(21);
    expect(tree.depthOf(vms - 1)).toBe(20);
  });

  test('a refused operation changes the tree', () => {
    const tree = treeAfter('I I I');
    const errors = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((vm) => refusal(() => tree.insert(vm)));
    expect(errors.map(({ code }) => code)).toEqual(Array(5).fill('invalid-vm'));
    expect(tree.toString()).toBe('0(1,2)');
    tree.insert(2 ** 31 - 1);
    expect(tree.upstreamOf(2 ** 31 - 1)).toBe(1);
  });
});

describe('questions about a VM that is not in the tree', () => {
  test.each([2, 3])('are refused (fan-out %i)', (fanOut) => {
    const tree = createFunctionTree(fanOut);
    tree.insert(5);
    for (const [vm, message] of [
      [4, 'VM 4 is not in this function tree.'],
      [-1, 'The VM is -1.'],
      [0.5, 'The VM is 0.5.'],
      [Number.NaN, 'The VM is not a number.'],
    ] as const) {
      expect(tree.has(vm)).toBe(false);
      for (const ask of [
        () => tree.upstreamOf(vm),
        () => tree.downstreamOf(vm),
        () => tree.depthOf(vm),
        () => tree.delete(vm),
      ]) {
        expect(refusal(ask).message).toBe(message);
      }
    }
  });
});

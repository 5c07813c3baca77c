import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFunctionTree, type FunctionTree, parseOperations, replay } from '../../../src/functionTree';

interface Vector {
  readonly ops: string;
  readonly tree: string;
  readonly live: number;
}

const oracle = readFileSync(new URL('../../fixtures/functionTree/oracle.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Vector => JSON.parse(line));

const inserts = (count: number, then = ''): FunctionTree => replay(parseOperations(`${'I '.repeat(count)}${then}`));

/** The VMs of each level, left to right. */
function levels(tree: FunctionTree): number[][] {
  const rows: number[][] = [];
  for (const vm of tree) {
    const depth = tree.depthOf(vm);
    rows[depth] ??= [];
    rows[depth].push(vm);
  }
  return rows;
}

describe('sequences recorded from the prototype', () => {
  test('number 160', () => expect(oracle).toHaveLength(160));

  test.each(oracle)('$ops', ({ ops, tree, live }) => {
    const left = replay(parseOperations(ops));
    expect(left.toString()).toBe(tree);
    expect(left.size).toBe(live);
    expect([...left]).toHaveLength(live);
  });
});

describe('the figures of the paper', () => {
  test('Figure 6: deleting a VM leads to a right rotation', () => {
    expect(levels(inserts(9, 'D6'))).toEqual([[0], [1, 2], [3, 4, 5], [7, 8]]);
    expect(levels(inserts(9, 'D6 D5'))).toEqual([[1], [3, 0], [7, 8, 4, 2]]);
  });

  test('Figure 7: deleting a VM leads to a right-left rotation', () => {
    expect(levels(inserts(7, 'D3 D4 D6'))).toEqual([[0], [1, 2], [5]]);
    expect(levels(inserts(7, 'D3 D4 D6 D1'))).toEqual([[5], [0, 2]]);
  });
});

describe('further vectors of the prototype', () => {
  test('15 VMs fill four levels, and three deletions pull up leaves', () => {
    expect(levels(inserts(15))).toEqual([[0], [1, 2], [3, 4, 5, 6], [7, 8, 9, 10, 11, 12, 13, 14]]);
    expect(levels(inserts(15, 'D1 D2 D3'))).toEqual([[0], [7, 11], [8, 4, 5, 6], [9, 10, 12, 13, 14]]);
  });

  test('the first leaf, breadth first, takes the place of a deleted root', () => {
    expect(levels(inserts(15, 'D0'))).toEqual([[7], [1, 2], [3, 4, 5, 6], [8, 9, 10, 11, 12, 13, 14]]);
    expect(levels(inserts(10, 'D0'))).toEqual([[5], [1, 2], [3, 4, 6], [7, 8, 9]]);
  });

  test.each([
    [2, 2],
    [30, 5],
    [82, 7],
    [102, 7],
    [128, 8],
    [1000, 10],
  ])('%i VMs stand on %i levels', (vms, expected) => {
    const tree = inserts(vms);
    expect(tree.levels).toBe(expected);
    expect(tree.height).toBe(expected - 1);
  });

  test('an empty tree has no root, no levels, and height -1', () => {
    const tree = createFunctionTree();
    expect([tree.root, tree.levels, tree.height, tree.size, tree.toString(), [...tree]]).toEqual([
      -1,
      0,
      -1,
      0,
      '-',
      [],
    ]);
  });
});

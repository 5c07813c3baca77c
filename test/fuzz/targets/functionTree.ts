import { createFunctionTree, FunctionTreeError, OperationError, parseOperations } from '../../../src/functionTree';
import { NaiveTree } from '../../unit/functionTree/naiveTree';
import { Fault, mustAgree, type Target } from '../target';

/** An even byte inserts the next VM, an odd byte deletes the live VM it points to, 255 deletes an unknown VM. */
export const functionTree: Target = {
  name: 'functionTree',
  seeds: [Uint8Array.of(), Uint8Array.from({ length: 40 }, (_, i) => (i < 25 ? 0 : 2 * i + 1))],
  tokens: ['\0\0\0\0', '\u0001', '\u007f'],
  generate: (random) => Uint8Array.from({ length: random.below(160) }, () => (random.oneIn(3) ? random.bits() | 1 : 0)),
  check(input) {
    const tree = createFunctionTree(2);
    const naive = new NaiveTree();
    const live: number[] = [];
    let next = 0;
    for (const byte of input.subarray(0, 400)) {
      if (byte === 255) mustRefuse(tree, next + 5);
      else if (byte % 2 === 0) {
        tree.insert(next);
        naive.insert(next);
        live.push(next++);
      } else if (live.length > 0) {
        const [vm] = live.splice((byte * 131) % live.length, 1);
        tree.delete(vm);
        naive.delete(vm);
      }
    }
    mustAgree(
      'breadth-first order',
      [...tree],
      naive.nodes().map(({ vm }) => vm),
    );
    for (const { vm, left, right } of naive.nodes()) {
      mustAgree(
        `downstream of ${vm}`,
        tree.downstreamOf(vm),
        [left, right].flatMap((node) => (node ? [node.vm] : [])),
      );
    }
  },
};

function mustRefuse(tree: ReturnType<typeof createFunctionTree>, vm: number): void {
  const before = [...tree];
  try {
    tree.delete(vm);
  } catch (error) {
    if (!(error instanceof FunctionTreeError)) throw error;
    mustAgree('the tree after a refused operation', [...tree], before);
    return;
  }
  throw new Fault(`deleting VM ${vm}, which is not in the tree, was not refused`);
}

/** The text form of operations, as the command line reads it. */
export const treeOperations: Target = {
  name: 'treeOperations',
  seeds: ['I I I D0', 'I\nI\tI D2 D1', '\uFEFFI'].map((text) => new TextEncoder().encode(text)),
  tokens: ['I ', ' D0', 'D', ' ', '\u2028', '\u00a0'],
  check(input) {
    const text = new TextDecoder().decode(input);
    try {
      const operations = parseOperations(text);
      mustAgree(
        'number of operations',
        operations.length,
        text.split(/[\s\uFEFF]+/).filter((token) => token !== '').length,
      );
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      if (!error.at) throw new Fault('a parse error has no place');
      const line = text.split(/\r\n?|\n/)[error.at.line - 1];
      if (line === undefined || error.at.column > line.length)
        throw new Fault(`the error points at ${JSON.stringify(error.at)}`);
    }
  },
};

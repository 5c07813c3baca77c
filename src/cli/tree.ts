import { createFunctionTree, FAN_OUT, type FunctionTree, parseOperationLog, replay } from '../functionTree';
import { rangeText } from '../numeric';
import { counted } from '../text';
import { defineCommand, refusePositionals } from './command';
import { UsageError } from './errors';
import { readText } from './input';
import type { Terminal } from './terminal';

export const tree = defineCommand({
  name: 'tree',
  summary: 'Replays operations on a function tree and prints the resulting tree.',
  usage: ['--log FILE [--fan-out K]'],
  notes: [
    '',
    'The log has operations separated by white space: I inserts the next VM (0, 1, 2, …), D7 deletes VM 7.',
    'A log of JSON Lines has a sequence of operations in the "ops" of each line; each gives a tree.',
    'A tree is printed as vm(left,right). A leaf is its VM alone; a missing child or an empty tree is -.',
  ],
  options: {
    log: { value: 'FILE', help: 'file of operations; - for standard input' },
    'fan-out': {
      value: 'K',
      help: `most VMs that one VM feeds: ${rangeText(FAN_OUT)} (default ${FAN_OUT.defaultValue}, the paper's)`,
    },
  },
  async run(given, terminal) {
    refusePositionals(given, tree);
    const file = given.text('log');
    if (file === null) throw new UsageError('--log is missing.', 'Name a file of operations, such as "I I D0 I".');
    const fanOut = given.limited('fan-out', FAN_OUT) ?? FAN_OUT.defaultValue;
    const { text } = await readText(file, terminal);
    const trees = parseOperationLog(text).map((operations) => replay(operations, createFunctionTree(fanOut)));
    if (given.flag('json')) await terminal.printJson(trees.length === 1 ? facts(trees[0]) : trees.map(facts));
    else await printTrees(trees, terminal);
  },
});

/** Height counts edges, levels count nodes. */
function facts(tree: FunctionTree) {
  return { tree: tree.toString(), live: tree.size, height: tree.height, levels: tree.levels };
}

/** Prints one tree a line on standard output, and their sizes on standard error. */
async function printTrees(trees: readonly FunctionTree[], terminal: Terminal): Promise<void> {
  for (const { size, height, levels } of trees) {
    terminal.warn(`${counted(size, 'VM')}, ${counted(levels, 'level')}, height ${height} (edges)`);
  }
  await terminal.printLines(trees.map(String));
}

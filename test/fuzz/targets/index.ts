import type { Target } from '../target';
import { foreign } from './foreign';
import { functionTree, treeOperations } from './functionTree';
import { messages } from './messages';
import { profile } from './profile';
import { reader } from './reader';
import { recordTargets } from './records';
import { runFile } from './runFile';
import { simulator } from './simulator';

/** Everything that is fuzzed. */
export const TARGETS: readonly Target[] = [
  reader,
  runFile,
  profile,
  messages,
  functionTree,
  treeOperations,
  simulator,
  foreign,
  ...recordTargets,
];

import type { Target } from '../target';
import { foreign } from './foreign';
import { functionTree, treeOperations } from './functionTree';
import { lambdaMessages } from './lambdaMessages';
import { messages } from './messages';
import { profile } from './profile';
import { reader } from './reader';
import { recordTargets } from './records';
import { runFile } from './runFile';
import { simulator } from './simulator';
import { tables } from './tables';

/** Everything that is fuzzed. */
export const TARGETS: readonly Target[] = [
  reader,
  tables,
  runFile,
  profile,
  messages,
  functionTree,
  treeOperations,
  simulator,
  foreign,
  lambdaMessages,
  ...recordTargets,
];

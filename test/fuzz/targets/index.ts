import type { Target } from '../target';
import { functionTree, treeOperations } from './functionTree';
import { reader } from './reader';
import { runFile } from './runFile';

/** Everything that is fuzzed. */
export const TARGETS: readonly Target[] = [reader, functionTree, treeOperations, runFile];

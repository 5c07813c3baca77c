import { BalancedTree } from './balancedTree';
import { CompleteTree } from './completeTree';
import { FunctionTreeError } from './errors';
import type { FunctionTree, FunctionTreeObserver } from './functionTree';

/**
 * An empty function tree. Fan-out 2 gives the paper's balanced tree (`BalancedTree`), any other a complete one
 * (`CompleteTree`). Throws `FunctionTreeError` unless `fanOut` is an integer of 1 or more.
 */
export function createFunctionTree(fanOut = 2, observer?: FunctionTreeObserver): FunctionTree {
  if (!Number.isSafeInteger(fanOut) || fanOut < 1) {
    throw new FunctionTreeError(
      'invalid-fan-out',
      `${fanOut} is no fan-out: a VM feeds a whole number of VMs, 1 or more.`,
    );
  }
  return fanOut === 2 ? new BalancedTree(observer) : new CompleteTree(fanOut, observer);
}

import { BalancedTree } from './balancedTree';
import { Changes } from './changes';
import { CompleteTree } from './completeTree';
import { FunctionTreeError } from './errors';
import type { FunctionTree, FunctionTreeObserver } from './functionTree';
import type { SharedByTrees } from './shared';
import { VmIndex } from './vmIndex';

/**
 * An empty function tree. Fan-out 2 gives the paper's balanced tree (`BalancedTree`), any other a complete one
 * (`CompleteTree`). Throws `FunctionTreeError` unless `fanOut` is an integer of 1 or more.
 */
export function createFunctionTree(fanOut = 2, observer?: FunctionTreeObserver): FunctionTree {
  requireFanOut(fanOut);
  return fanOut === 2 ? new BalancedTree(observer) : new CompleteTree(fanOut, observer);
}

/**
 * The same for many trees that one observer is told of, of which only one changes at a time, and of which only one at a
 * time has a given VM: they share what finds a VM and what keeps track of a deletion.
 */
export function functionTreesOf(fanOut: number, observer: FunctionTreeObserver): () => FunctionTree {
  requireFanOut(fanOut);
  const shared: SharedByTrees = { changes: new Changes(observer), placeByVm: new VmIndex() };
  return fanOut === 2 ? () => new BalancedTree(observer, shared) : () => new CompleteTree(fanOut, observer, shared);
}

function requireFanOut(fanOut: number): void {
  if (Number.isSafeInteger(fanOut) && fanOut >= 1) return;
  throw new FunctionTreeError(
    'invalid-fan-out',
    `${fanOut} is no fan-out: a VM feeds a whole number of VMs, 1 or more.`,
  );
}

import { BalancedTree } from './balancedTree';
import { Changes } from './changes';
import { CompleteTree } from './completeTree';
import { FunctionTreeError } from './errors';
import { FAN_OUT } from './fanOut';
import type { FunctionTree, FunctionTreeObserver } from './functionTree';
import type { SharedByTrees } from './shared';
import { VmIndex } from './vmIndex';

/**
 * An empty function tree. Fan-out 2 gives the paper's balanced tree (`BalancedTree`), any other a complete one
 * (`CompleteTree`). Throws `FunctionTreeError` unless `fanOut` is within `FAN_OUT`.
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
  if (Number.isInteger(fanOut) && fanOut >= FAN_OUT.min && fanOut <= FAN_OUT.max) return;
  throw new FunctionTreeError(
    'invalid-fan-out',
    `The fan-out can't be ${String(fanOut)}.`,
    `It must be a whole number from ${FAN_OUT.min} to ${FAN_OUT.max}.`,
  );
}

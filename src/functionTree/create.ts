import { valueText } from '../errors';
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
 * Makes many trees with one observer, which share their VM index and change log. The caller must change one tree at a
 * time, and insert a VM into one tree at most. Throws as `createFunctionTree` does.
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
    `The fan-out is ${valueText(fanOut)}.`,
    `It must be a whole number from ${FAN_OUT.min} to ${FAN_OUT.max}.`,
  );
}

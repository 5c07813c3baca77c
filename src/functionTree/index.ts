/** FaaSNet's function tree (§3.2): who fetches a function's image from whom. */
export { createFunctionTree, functionTreesOf } from './create';
export { FunctionTreeError, type FunctionTreeErrorCode } from './errors';
export { FAN_OUT } from './fanOut';
export { FunctionTree, type FunctionTreeObserver, NO_VM } from './functionTree';
export { type Operation, OperationError, parseOperationLog, parseOperations, replay } from './operations';

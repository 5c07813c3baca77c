/** FaaSNet's function tree (ATC'21 §3.2): which VM fetches a function's image from which. */
export { createFunctionTree, functionTreesOf } from './create';
export { FunctionTreeError, type FunctionTreeErrorCode } from './errors';
export { FAN_OUT } from './fanOut';
export { FunctionTree, type FunctionTreeObserver, NO_VM } from './functionTree';
export { type Operation, OperationError, parseOperationLog, parseOperations, replay } from './operations';

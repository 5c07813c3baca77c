import { AdvisedError } from '../errors';

export type FunctionTreeErrorCode = 'invalid-fan-out' | 'invalid-vm' | 'vm-already-in-tree' | 'vm-not-in-tree';

/** Wrong use of a function tree. The tree is unchanged. */
export class FunctionTreeError extends AdvisedError {
  declare readonly code: FunctionTreeErrorCode;
  override readonly name = 'FunctionTreeError';

  constructor(code: FunctionTreeErrorCode, message: string, advice = '') {
    super(message, code, advice);
  }
}

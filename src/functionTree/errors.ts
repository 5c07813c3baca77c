export type FunctionTreeErrorCode = 'invalid-fan-out' | 'invalid-vm' | 'vm-already-in-tree' | 'vm-not-in-tree';

/** Wrong use of a function tree. The tree is as it was before the call. */
export class FunctionTreeError extends Error {
  override readonly name = 'FunctionTreeError';

  constructor(
    readonly code: FunctionTreeErrorCode,
    message: string,
  ) {
    super(message);
  }
}

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

/** A value for a message, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : `A value of type ${typeof value}`;
}

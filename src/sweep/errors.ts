import { AdvisedError } from '../errors';

/** A sweep or manifest that cannot be used. */
export class SweepError extends AdvisedError {
  override readonly name = 'SweepError';
  constructor(message: string, advice = 'See docs/sweeps.md.') {
    super(message, 'SweepError', advice);
  }
}

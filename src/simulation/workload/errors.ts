import { AdvisedError } from '../../errors';

/** A workload that cannot be made as asked, worded for the person who asked. */
export class WorkloadError extends AdvisedError {
  override readonly name = 'WorkloadError';

  constructor(message: string, advice = '') {
    super(message, 'WorkloadError', advice);
  }
}

import { AdvisedError } from '../../errors';

/** A workload that cannot be made as requested. */
export class WorkloadError extends AdvisedError {
  override readonly name = 'WorkloadError';

  constructor(message: string, advice = '') {
    super(message, 'WorkloadError', advice);
  }
}

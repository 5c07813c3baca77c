/** A workload that cannot be made as asked, worded for the person who asked. */
export class WorkloadError extends Error {
  override readonly name = 'WorkloadError';
}

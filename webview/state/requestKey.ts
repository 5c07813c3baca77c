import type { RunSummary } from '../../src/protocol/queries';
import { requestKey } from '../../src/protocol/requestKey';

export { requestKey } from '../../src/protocol/requestKey';

/** The same text for runs with the same result. */
export function runKey(run: RunSummary): string {
  return requestKey(run.request) + versionKey(run);
}

/** The same text for runs of the same cold starts: only these are compared. */
export function workloadKey(run: RunSummary): string {
  return requestKey(run.request.workload) + versionKey(run);
}

/** '' for the current version of the trace. */
function versionKey({ trace, outdated }: RunSummary): string {
  return trace && outdated ? ` of ${trace.sha256} in ${trace.unit}` : '';
}

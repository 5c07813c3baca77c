import type { RunRequest, RunSummary, WorkloadRequest } from '../../src/protocol/queries';
import { requestKey } from '../state/requestKey';

/**
 * Seconds that runs will take, from how long a cold start took in earlier runs of the same kind of workload; a system
 * without one counts as the slowest. 0 if all are done; null if it is not known.
 * @param startsOf cold starts or requests of a workload; null if they are not known
 * @param lanes runs simulated at a time
 */
export function estimatedSeconds(
  requests: readonly RunRequest[],
  runs: readonly RunSummary[],
  startsOf: (workload: WorkloadRequest) => number | null,
  lanes: number,
): number | null {
  if (requests.length === 0) return null;
  const done = runs.filter((run) => run.state === 'done' && run.result !== null && run.outdated === null);
  const known = new Set(done.map(({ request }) => requestKey(request)));
  const left = requests.filter((request) => !known.has(requestKey(request)));
  let sum = 0;
  let longest = 0;
  for (const request of left) {
    const alike = done.filter((run) => run.request.workload.kind === request.workload.kind);
    const same = alike.filter((run) => run.request.system === request.system);
    const rates = (same.length > 0 ? same.slice(-1) : alike).map(secondsPerStart);
    const starts = startsOf(request.workload);
    if (rates.length === 0 || starts === null) return null;
    const seconds = Math.max(...rates) * starts * request.seeds;
    sum += seconds;
    longest = Math.max(longest, seconds);
  }
  return Math.max(longest, sum / Math.max(1, lanes));
}

function secondsPerStart({ request, result }: RunSummary): number {
  const { wallSeconds, containers } = result!;
  return wallSeconds / Math.max(1, containers) / request.seeds;
}

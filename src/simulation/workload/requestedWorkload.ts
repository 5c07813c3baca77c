import type { Checkpoint } from '../../numeric';
import type { WorkloadRequest } from '../answers';
import type { Parameters, Workload } from '../types';
import { burstWorkload } from './burst';
import { requestedProfile } from './requestedProfile';

/** A workload that replays no trace. */
export type MadeWorkload = Exclude<WorkloadRequest, { kind: 'trace' }>;

/** The cold starts of a burst, or the requests of a profile. Rejects as `requestedProfile` does. */
export async function requestedWorkload(
  request: MadeWorkload,
  parameters: Parameters,
  checkpoint?: Checkpoint,
): Promise<Workload> {
  if (request.kind === 'burst') return burstWorkload(request, parameters);
  return requestedProfile(request, parameters, checkpoint);
}

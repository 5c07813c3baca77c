import type { Parameters, Profile, ProfileOptions, Workload } from '../../../src/simulation';
import { profileSteps } from '../../../src/simulation/workload/profile';

/** The requests of a profile, made at once. */
export function profileWorkload(profile: Profile, parameters: Parameters, options: ProfileOptions = {}): Workload {
  const steps = profileSteps(profile, parameters, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

import type { Checkpoint } from '../../numeric';
import type { NamedProfile, ProfileSummary, WorkloadDescription, WorkloadRequest } from '../answers';
import type { Parameters, Workload } from '../types';
import { WorkloadError } from './errors';
import { type Profile, profileSteps } from './profile';
import { type ReadProfile, readProfile } from './readProfile';

/**
 * The requests of a profile. Rejects with a WorkloadError that names the profile, and with what the checkpoint throws,
 * which is called every few milliseconds.
 */
export async function requestedProfile(
  request: Extract<WorkloadRequest, { kind: 'profile' }>,
  parameters: Parameters,
  checkpoint?: Checkpoint,
): Promise<Workload> {
  const { name, csv } = request;
  const profile = about(name, () => readProfile(csv));
  const steps = about(name, () => profileSteps(profile, parameters, request));
  for (;;) {
    const { done, value } = about(name, () => steps.next());
    if (done) return { ...value, name: `requests of ${name}`, description: descriptionOf(request, profile, value) };
    await checkpoint?.();
  }
}

function descriptionOf(
  { name, leadInSeconds }: Extract<WorkloadRequest, { kind: 'profile' }>,
  { time, timeUnit, rateUnit }: ReadProfile,
  { functions: [{ runSeconds, imageMB, memoryMB }] }: Workload,
): WorkloadDescription {
  const seconds = time[time.length - 1] - time[0];
  const sizes = { runSeconds, imageMB, memoryMB };
  return { kind: 'profile', file: name, timeUnit, rateUnit, seconds, leadIn: leadInSeconds, ...sizes };
}

/** The extent of a profile and its curve with at most `points` points. Throws as `requestedProfile` does. */
export function profileSummary({ name, csv }: NamedProfile, points: number): ProfileSummary {
  const profile = about(name, () => readProfile(csv));
  const { time, rps, timeUnit, rateUnit } = profile;
  let requests = 0;
  for (let i = 1; i < time.length; i++) requests += ((time[i] - time[i - 1]) * (rps[i] + rps[i - 1])) / 2;
  return {
    points: time.length,
    timeUnit,
    rateUnit,
    seconds: time[time.length - 1] - time[0],
    peakPerSecond: rps.reduce((most, rate) => Math.max(most, rate), 0),
    requests: Math.floor(requests),
    curve: rateCurve(profile, points),
  };
}

function rateCurve({ time, rps }: Profile, points: number): ProfileSummary['curve'] {
  const stride = Math.ceil(time.length / Math.max(2, points));
  const length = Math.ceil(time.length / stride);
  const x = new Float64Array(length);
  const y = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    x[i] = time[i * stride] - time[0];
    y[i] = rps.subarray(i * stride, (i + 1) * stride).reduce((most, rate) => Math.max(most, rate), 0);
  }
  return { name: 'requests per second', count: time.length, x, y, decimated: stride > 1 };
}

function about<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof WorkloadError) throw new WorkloadError(`${name}: ${error.message}`, error.advice);
    throw error;
  }
}

import { LIMITS } from '../limits';
import { RandomStream } from '../random';
import type { Parameters, Workload } from '../types';
import { requireWithin, sizesOf } from './check';
import { WorkloadError } from './errors';

/** Requests per second over time, as straight lines between points. */
export interface Profile {
  /** Seconds, ascending. */
  readonly time: Float64Array;
  readonly rps: Float64Array;
}

export interface ProfileOptions {
  /**
   * Seconds before the profile in which the rate rises linearly from 0 to its first value, so that the containers of
   * the usual load are running when the profile begins. Arrivals count from the start of the rise.
   */
  readonly leadInSeconds?: number;
  /** Run time of a request, seconds; absent: the parameter `runSeconds`. */
  readonly runSeconds?: number | null;
  /** MB; absent: the parameter `imageMB`. */
  readonly imageMB?: number | null;
  /** MB; absent: the parameter `memoryMB`. */
  readonly memoryMB?: number | null;
}

/** Requests placed in one step, which takes about a millisecond. */
const STEP_REQUESTS = 1 << 16;

/** The moment of each request within its share of the profile. Independent of system, seed and parameters. */
const moments = new RandomStream(0, 0);

/**
 * Requests to one function at the rate of a profile (ATC'21 §4.2). Each arrives at a random moment of the time span in
 * which the rate integrates to one request, so that two may arrive together, as in reality; evenly spaced requests
 * never would. Throws a WorkloadError for less than one request, for too many, and for sizes out of range.
 * In steps of about a millisecond, for a thread that must answer others meanwhile.
 */
export function* profileSteps(
  profile: Profile,
  parameters: Parameters,
  options: ProfileOptions,
): Generator<void, Workload> {
  const leadInSeconds = options.leadInSeconds ?? LIMITS.leadInSeconds.defaultValue;
  requireWithin('leadInSeconds', leadInSeconds);
  const runSeconds = options.runSeconds ?? parameters.runSeconds;
  requireWithin('runSeconds', runSeconds);
  const { imageMB, memoryMB } = sizesOf(options, parameters);
  const arrival = yield* arrivalSteps(withLeadIn(profile, leadInSeconds));
  if (arrival.length === 0) throw new WorkloadError('The profile amounts to less than one request.');
  const leadIn = arrival.findIndex((seconds) => seconds > leadInSeconds);
  if (leadIn < 0) throw new WorkloadError('The profile amounts to less than one request after its lead-in.');
  return {
    name: `profile of ${arrival.length} requests`,
    arrival,
    functionId: new Uint32Array(arrival.length),
    functions: [
      {
        name: 'profile',
        runtime: 'custom-container',
        imageMB,
        memoryMB,
        runSeconds,
      },
    ],
    requests: true,
    leadIn,
    leadInSeconds,
    recorded: null,
    assumptions: [
      ...(leadIn > 0
        ? [`The ${leadIn} requests of the lead-in are simulated, but not counted in counts and latencies.`]
        : []),
      'Each request arrives at a random moment of the time span in which the rate integrates to one request. The moments are the same for every system and seed.',
    ],
  };
}

function withLeadIn({ time, rps }: Profile, seconds: number): Profile {
  if (seconds <= 0) return { time, rps };
  return { time: withFirst(time[0] - seconds, time), rps: withFirst(0, rps) };
}

function withFirst(first: number, rest: Float64Array): Float64Array {
  const all = new Float64Array(rest.length + 1);
  all[0] = first;
  all.set(rest, 1);
  return all;
}

function* arrivalSteps({ time, rps }: Profile): Generator<void, Float64Array> {
  let total = 0;
  for (let i = 1; i < time.length; i++) total += ((time[i] - time[i - 1]) * (rps[i] + rps[i - 1])) / 2;
  if (total > LIMITS.profileRequests.max) {
    throw new WorkloadError(
      `The profile amounts to ${Math.round(total)} requests; ${LIMITS.profileRequests.max} at most can be run.`,
    );
  }
  const requests = Math.floor(total);
  const found = new Float64Array(requests);
  let count = 0;
  let passed = 0;
  for (let i = 1; i < time.length; i++) {
    const line = { start: time[i - 1] - time[0], from: rps[i - 1], to: rps[i], span: time[i] - time[i - 1] };
    const end = passed + (line.span * (line.to + line.from)) / 2;
    for (; count < requests; count++) {
      const area = count + moments.uniform(count);
      if (area > end) break;
      found[count] = line.start + timeOfArea(area - passed, line);
      if (count % STEP_REQUESTS === STEP_REQUESTS - 1) yield;
    }
    passed = end;
  }
  return found.subarray(0, count);
}

/** The rate between two points. */
interface RateLine {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly span: number;
}

/** The time at which the area below a straight line from `from` to `to` over `span` reaches `area`. */
function timeOfArea(area: number, { from, to, span }: RateLine): number {
  const slope = (to - from) / span;
  // The root of slope/2·t² + from·t = area, in the form that does not cancel for small slopes.
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * area));
  return Math.min(span, (2 * area) / (from + root));
}

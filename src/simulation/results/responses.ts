import type { RunResult, Workload } from '../types';

/**
 * Seconds from each request's arrival to its answer, provisioning and run, without those of the lead-in; null where the
 * workload has no requests.
 */
export function responseSeconds(
  { requests, leadIn = 0, functionId, functions }: Workload,
  { provisioning }: RunResult,
) {
  if (!requests) return null;
  const seconds = new Float64Array(provisioning.length - leadIn);
  for (let i = 0; i < seconds.length; i++) {
    seconds[i] = provisioning[leadIn + i] + functions[functionId[leadIn + i]].runSeconds;
  }
  return seconds;
}

/** Arrivals without those of the lead-in. */
export function countedArrivals({ arrival, leadIn = 0 }: Workload): Float64Array {
  return arrival.subarray(leadIn);
}

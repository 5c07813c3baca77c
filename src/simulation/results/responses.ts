import type { RunResult, Workload } from '../types';

/** The cold starts or requests whose times count, in order of arrival. */
export interface CountedTimes {
  /** Seconds since the run's start. */
  readonly arrival: Float64Array;
  readonly provisioning: Float64Array;
  /** Provisioning and run of each request; null where the workload has no requests. */
  readonly response: Float64Array | null;
}

/** All cold starts; or all requests but those of the lead-in, and those that VMs lost, which have no answer. */
export function countedTimes(workload: Workload, result: RunResult): CountedTimes {
  const { requests, leadIn = 0, functionId, functions } = workload;
  let arrival = workload.arrival.subarray(leadIn);
  let provisioning = result.provisioning.subarray(leadIn);
  if (!requests) return { arrival, provisioning, response: null };
  let response = provisioning.map((seconds, i) => seconds + functions[functionId[leadIn + i]].runSeconds);
  if (result.totals.lostRequests > 0) {
    arrival = arrival.filter((_, i) => !Number.isNaN(response[i]));
    provisioning = provisioning.filter((seconds) => !Number.isNaN(seconds));
    response = response.filter((seconds) => !Number.isNaN(seconds));
  }
  return { arrival, provisioning, response };
}

/** The containers that requests ordered after the lead-in and that have started; null without requests. */
export function countedContainers({ leadIn = 0, leadInSeconds = 0 }: Workload, { containers }: RunResult) {
  if (!containers || leadIn === 0) return containers;
  const { orderedAt, seconds } = containers;
  const counts = (_: number, i: number) => orderedAt[i] > leadInSeconds;
  return { orderedAt: orderedAt.filter(counts), seconds: seconds.filter(counts) };
}

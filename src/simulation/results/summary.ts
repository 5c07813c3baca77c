import { mean, quantile } from '../../numeric';
import type { Latencies, RunNumbers } from '../answers';
import type { Run, RunResult, Workload } from '../types';
import { changedParameters, parametersInForce, unusedParameters } from '../unusedParameters';
import { type CountedTimes, countedContainers, countedTimes } from './responses';

/** The headline numbers of a run. Quantiles interpolate linearly between order statistics. */
export function summarizeRun(run: Run, result: RunResult): Omit<RunNumbers, 'wallSeconds' | 'overSeeds'> {
  const { workload } = run;
  const { description } = workload;
  const given = result.parameters;
  const leadIn = workload.leadIn ?? 0;
  const times = countedTimes(workload, result);
  const containers = countedContainers(workload, result);
  const provisioning = latencies(times.arrival, times.provisioning, workload.arrival[0]);
  const response = responseLatencies(workload, times, provisioning);
  // Lost requests have no stages.
  const perAnswer = (workload.arrival.length - leadIn) / times.arrival.length;
  const stages = result.stages.map(({ name, seconds }) => ({
    name,
    meanSeconds: mean(seconds.subarray(leadIn)) * perAnswer || 0,
  }));
  return {
    system: result.system,
    containers: workload.arrival.length - leadIn,
    vms: result.vms,
    functions: new Set(workload.functionId).size,
    seed: result.seed,
    workload: description ?? null,
    parameters: parametersInForce(result.parameters, description),
    unusedParameters: unusedParameters(changedParameters(given), {
      workload,
      systems: [run.system],
      given,
      failures: run.failures,
    }),
    assumptions: result.assumptions,
    provisioningSeconds: provisioning,
    responseSeconds: response,
    requests: containers && requestsBy(result, leadIn, containers.seconds.length),
    containerSeconds: containers && latencies(containers.orderedAt, containers.seconds, workload.arrival[0]),
    stages: response ? [...stages, { name: 'run', meanSeconds: response.mean - provisioning.mean }] : stages,
    registryBytes: result.registryBytes,
    peerBytes: result.peerBytes,
    totals: result.totals,
    simulatedSeconds: result.simulatedSeconds,
    events: result.events,
    trees: result.trees,
  };
}

/**
 * If all requests run equally long, responses have the order of provisioning latencies. This saves a sort, which takes
 * most of the time.
 */
function responseLatencies(
  workload: Workload,
  { arrival, response }: CountedTimes,
  provisioning: Latencies,
): Latencies | null {
  if (!response) return null;
  const [run, ...others] = new Set(workload.functions.map(({ runSeconds }) => runSeconds));
  if (others.length > 0 || response.length === 0) return latencies(arrival, response, workload.arrival[0]);
  const later = Object.entries(provisioning).map(([name, seconds]) => [name, seconds + run]);
  return Object.fromEntries(later) as Latencies;
}

function latencies(arrival: Float64Array, seconds: Float64Array, origin: number): Latencies {
  const sorted = seconds.slice().sort();
  const at = (p: number) => (sorted.length === 0 ? 0 : quantile(sorted, p));
  let last = 0;
  for (let i = 0; i < arrival.length; i++) last = Math.max(last, arrival[i] - origin + seconds[i]);
  return {
    first: at(0),
    mean: mean(sorted) || 0,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    max: at(1),
    last,
  };
}

function requestsBy({ warm, provisioning }: RunResult, leadIn: number, containers: number): RunNumbers['requests'] {
  if (!warm) return null;
  const counts = { containers, cold: 0, warm: 0, waited: 0 };
  for (let row = leadIn; row < warm.length; row++) {
    if (Number.isNaN(provisioning[row])) continue;
    if (warm[row] === 0) counts.cold++;
    else counts.warm++;
    if (warm[row] === 1 && provisioning[row] > 0) counts.waited++;
  }
  return counts;
}

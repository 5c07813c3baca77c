import type { Latencies, RunNumbers } from '../../protocol/queries';
import type { Run, RunResult } from '../types';
import { countedArrivals, responseSeconds } from './responses';

/** The headline numbers of a run. Quantiles interpolate linearly between order statistics. */
export function summarizeRun(run: Run, result: RunResult): Omit<RunNumbers, 'wallSeconds' | 'overSeeds'> {
  const { workload } = run;
  const leadIn = workload.leadIn ?? 0;
  const arrival = countedArrivals(workload);
  const responses = responseSeconds(workload, result);
  const stages = result.stages.map(({ name, seconds }) => ({ name, meanSeconds: mean(seconds.subarray(leadIn)) }));
  const provisioning = latencies(arrival, result.provisioning.subarray(leadIn), workload.arrival[0]);
  const response = responses && latencies(arrival, responses, workload.arrival[0]);
  return {
    system: result.system,
    containers: arrival.length,
    vms: result.vms,
    functions: new Set(workload.functionId).size,
    seed: result.seed,
    parameters: result.parameters,
    assumptions: result.assumptions,
    provisioningSeconds: provisioning,
    responseSeconds: response,
    requests: requestsBy(result, leadIn),
    stages: response ? [...stages, { name: 'run', meanSeconds: response.mean - provisioning.mean }] : stages,
    registryBytes: result.registryBytes,
    peerBytes: result.peerBytes,
    simulatedSeconds: result.simulatedSeconds,
    events: result.events,
    trees: result.treeLogs.length,
  };
}

function latencies(arrival: Float64Array, seconds: Float64Array, origin: number): Latencies {
  const sorted = seconds.slice().sort();
  let last = 0;
  for (let i = 0; i < arrival.length; i++) last = Math.max(last, arrival[i] - origin + seconds[i]);
  return {
    first: quantile(sorted, 0),
    mean: mean(sorted),
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    p999: quantile(sorted, 0.999),
    max: quantile(sorted, 1),
    last,
  };
}

function requestsBy({ warm }: RunResult, leadIn: number): RunNumbers['requests'] {
  if (!warm) return null;
  const served = warm.subarray(leadIn);
  const byOneAtHand = served.reduce((sum, one) => sum + one, 0);
  return { cold: served.length - byOneAtHand, warm: byOneAtHand };
}

function mean(values: Float64Array | Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}

function quantile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return 0;
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

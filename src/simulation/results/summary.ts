import type { RunNumbers } from '../../protocol/queries';
import type { Run, RunResult } from '../types';

/** The headline numbers of a run. Quantiles interpolate linearly between order statistics. */
export function summarizeRun(run: Run, result: RunResult): Omit<RunNumbers, 'wallSeconds' | 'overSeeds'> {
  const sorted = result.provisioning.slice().sort();
  const { arrival, functionId } = run.workload;
  let last = 0;
  for (let i = 0; i < arrival.length; i++) last = Math.max(last, arrival[i] - arrival[0] + result.provisioning[i]);
  return {
    system: result.system,
    containers: sorted.length,
    vms: result.vms,
    functions: new Set(functionId).size,
    seed: result.seed,
    parameters: result.parameters,
    assumptions: result.assumptions,
    provisioningSeconds: {
      first: quantile(sorted, 0),
      mean: mean(sorted),
      p50: quantile(sorted, 0.5),
      p90: quantile(sorted, 0.9),
      p95: quantile(sorted, 0.95),
      p99: quantile(sorted, 0.99),
      p999: quantile(sorted, 0.999),
      max: quantile(sorted, 1),
      last,
    },
    stages: result.stages.map(({ name, seconds }) => ({ name, meanSeconds: mean(seconds) })),
    registryBytes: result.registryBytes,
    peerBytes: result.peerBytes,
    totals: result.totals,
    simulatedSeconds: result.simulatedSeconds,
    events: result.events,
    trees: result.treeLogs.length,
  };
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

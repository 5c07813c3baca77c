import type { ParameterInfo, RunNumbers, RunRequest, RunSummary, SystemInfo } from '../../src/protocol/queries';
import { requestKey, workloadKey } from '../state/requestKey';

export interface FinishedRun {
  readonly runId: number;
  readonly key: string;
  readonly request: RunRequest;
  readonly label: string;
  readonly numbers: RunNumbers;
}

/** A run's numbers, and how many times as fast as the baseline it was; null for the baseline itself. */
export interface ComparedRun extends FinishedRun {
  readonly speedUp: { readonly mean: number; readonly p50: number; readonly p99: number; readonly last: number } | null;
}

/** "FaaSNet", or "FaaSNet, block size 256 KB, seed 2" where runs of the same system must be told apart. */
export function runLabel(
  request: RunRequest,
  systems: readonly SystemInfo[],
  parameters: readonly ParameterInfo[],
): string {
  const system = systems.find(({ name }) => name === request.system)?.label ?? request.system;
  const changed = Object.entries(request.parameters).map(([name, value]) => {
    const info = parameters.find((parameter) => parameter.name === name);
    return `${info?.label ?? name} ${value}${info?.unit ? ` ${info.unit}` : ''}`;
  });
  return [system, ...changed, ...(request.seed === 1 ? [] : [`seed ${request.seed}`])].join(', ');
}

/** The workloads that have a finished run, the latest first. */
export function workloadsOf(
  done: readonly RunSummary[],
): readonly { readonly key: string; readonly request: RunRequest }[] {
  const latest = new Map<string, RunRequest>();
  for (const run of done.toReversed()) {
    const key = workloadKey(run.request);
    if (!latest.has(key)) latest.set(key, run.request);
  }
  return [...latest].map(([key, request]) => ({ key, request }));
}

/** Finished runs of one workload with labels, in the order of starting. */
export function runsOfWorkload(
  done: readonly RunSummary[],
  workload: string,
  systems: readonly SystemInfo[],
  parameters: readonly ParameterInfo[],
): readonly FinishedRun[] {
  return done.flatMap(({ runId, request, result }) =>
    result !== null && workloadKey(request) === workload
      ? [{ runId, request, key: requestKey(request), label: runLabel(request, systems, parameters), numbers: result }]
      : [],
  );
}

/** Speed-ups are the baseline's time divided by the run's: above 1 the run is faster. */
export function compare(runs: readonly FinishedRun[], baselineKey: string): readonly ComparedRun[] {
  const baseline = runs.find((run) => run.key === baselineKey)?.numbers.provisioningSeconds;
  return runs.map((run) => {
    if (!baseline || run.key === baselineKey) return { ...run, speedUp: null };
    const own = run.numbers.provisioningSeconds;
    const times = (key: 'mean' | 'p50' | 'p99' | 'last') => baseline[key] / own[key];
    return { ...run, speedUp: { mean: times('mean'), p50: times('p50'), p99: times('p99'), last: times('last') } };
  });
}

/** The run that others are compared with unless the reader chooses: the system of that name, else the slowest on average. */
export function defaultBaseline(runs: readonly FinishedRun[]): string | null {
  const named = runs.find((run) => run.request.system === 'baseline');
  const slowest = [...runs].sort((a, b) => b.numbers.provisioningSeconds.mean - a.numbers.provisioningSeconds.mean)[0];
  return (named ?? slowest)?.key ?? null;
}

import { quantile } from '../numeric';
import {
  type Parameters,
  type ResponseSpan,
  responseSpans,
  type SeededRun,
  simulateSeeds,
  type UnusedParameter,
  unusedParameters,
  type VmFailure,
  type Workload,
  type WorkloadDescription,
} from '../simulation';
import { type OutputTable, runTable } from '../tables';
import { counted, fixed, percent } from '../text';
import { type ColdStartColumns, coldStartsIn, type Details, type SeriesByName, seriesIn } from './simulateDetails';
import { asUsage } from './simulateWorkload';
import type { Terminal } from './terminal';

/** What to simulate. */
export interface SimulationPlan {
  readonly workload: Workload;
  readonly systems: readonly string[];
  readonly parameters: Parameters;
  /** Names of the parameters that were given. */
  readonly givenParameters: readonly string[];
  readonly failures: readonly VmFailure[];
  readonly seed: number;
  readonly seeds: number;
}

/** The shape of `simulate --json` for one system. Nothing in it depends on the machine. */
export type SystemReport = Omit<SeededRun['numbers'], 'workload'> & {
  readonly simulated: true;
  readonly workload: { readonly name: string } & (WorkloadDescription | { readonly kind?: undefined });
  /** Latencies that the trace recorded; null for other workloads. */
  readonly recordedSeconds: RecordedPercentiles | null;
  readonly series?: SeriesByName;
  readonly coldStarts?: ColdStartColumns;
};

type RecordedPercentiles = Readonly<Record<'p50' | 'p90' | 'p95' | 'p99' | 'p999' | 'max', number>>;

/** One simulated system. */
export interface SimulatedSystem {
  readonly report: SystemReport;
  /** A row for each cold start or request. */
  readonly table: () => OutputTable;
  /** Responses over time; empty for a workload without requests. */
  readonly responses: readonly ResponseSpan[];
}

/**
 * Simulates one system of the plan, and prints its progress and computing time on standard error. Throws `UsageError`.
 */
export async function simulateSystem(
  plan: SimulationPlan,
  system: string,
  details: Details,
  terminal: Terminal,
): Promise<SimulatedSystem> {
  const { workload, parameters, failures, seed, seeds } = plan;
  const run = { workload, system, parameters, failures, seed, watchedVm: details.watchedVm ?? undefined };
  const started = performance.now();
  const { result, numbers } = await asUsage(() =>
    simulateSeeds(run, seeds, (fraction, events) => {
      terminal.progress(`simulating ${system}: ${percent(fraction)}, ${counted(events, 'event')}`);
    }),
  );
  terminal.clearProgress();
  const took = `${fixed((performance.now() - started) / 1000, 2)} s`;
  terminal.warn(
    `${system}: ${counted(result.events, 'event')}${seeds > 1 ? ` a seed, ${seeds} seeds` : ''} in ${took}`,
  );
  const report: SystemReport = {
    simulated: true,
    ...numbers,
    workload: { name: workload.name, ...numbers.workload },
    unusedParameters: unusedIn(plan, [system]),
    recordedSeconds: recordedPercentiles(workload),
    ...(details.series ? { series: seriesIn(workload, result) } : {}),
    ...(details.coldStarts ? { coldStarts: coldStartsIn(workload, result) } : {}),
  };
  return { report, table: () => runTable(run, result), responses: responseSpans(workload, result, SPANS) };
}

/** The given parameters that have no effect on runs with these systems. */
export function unusedIn(
  { workload, parameters, givenParameters }: SimulationPlan,
  systems: readonly string[],
): readonly UnusedParameter[] {
  const { description } = workload;
  return description ? unusedParameters(givenParameters, parameters, description, systems) : [];
}

/** Spans of the table of responses over time. */
const SPANS = 12;

const SHARES = [0.5, 0.9, 0.95, 0.99, 0.999, 1];

function recordedPercentiles({ recorded }: Workload): RecordedPercentiles | null {
  if (!recorded) return null;
  const sorted = recorded.slice().sort();
  const [p50, p90, p95, p99, p999, max] = SHARES.map((share) => quantile(sorted, share));
  return { p50, p90, p95, p99, p999, max };
}

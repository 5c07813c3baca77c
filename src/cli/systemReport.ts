import { type CalibrationReport, type DrawnQuantile, intervalsOf } from '../calibration';
import { quantile } from '../numeric';
import {
  type Parameters,
  type ResponseSpan,
  type Run,
  responseSpans,
  type SeededRun,
  type Simulator,
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
import { asUsage, type PlannedWorkload, type ReadTraceAs } from './simulateWorkload';
import type { Terminal } from './terminal';

/** What to simulate. */
export interface SimulationPlan extends PlannedWorkload {
  readonly systems: readonly string[];
  readonly parameters: Parameters;
  /** Names of the parameters that were given. */
  readonly givenParameters: readonly string[];
  readonly failures: readonly VmFailure[];
  readonly seed: number;
  readonly seeds: number;
  /** Simulations of each system with what the calibration leaves possible. */
  readonly draws: number;
}

/** The shape of `simulate --json` for one system. Nothing in it depends on the machine. */
export type SystemReport = Omit<SeededRun['numbers'], 'workload'> & {
  readonly simulated: true;
  readonly workload: { readonly name: string } & (WorkloadDescription | { readonly kind?: undefined });
  /** The trace that was replayed; null for other workloads. */
  readonly trace: ReadTraceAs | null;
  /** Latencies that the trace recorded; null for other workloads. */
  readonly recordedSeconds: RecordedPercentiles | null;
  /** What was fitted to the trace, and how well it reproduces it; null where the workload is not fitted. */
  readonly calibration: CalibrationReport | null;
  /** Latencies over what the calibration leaves possible; null without draws. */
  readonly drawnSeconds: readonly DrawnQuantile[] | null;
  /** Listed failures, if there are any. */
  readonly failures?: readonly VmFailure[];
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
  simulator: Simulator,
): Promise<SimulatedSystem> {
  const { workload, parameters, failures, seed, seeds } = plan;
  const run = { workload, system, parameters, failures, seed, watchedVm: details.watchedVm ?? undefined };
  const started = performance.now();
  const { result, numbers } = await asUsage(() =>
    simulateSeeds(
      run,
      seeds,
      (fraction, events) => {
        terminal.progress(`simulating ${system}: ${percent(fraction)}, ${counted(events, 'event')}`);
      },
      simulator,
    ),
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
    trace: plan.trace,
    ...(failures.length > 0 ? { failures } : {}),
    unusedParameters: unusedIn(plan, [system]),
    recordedSeconds: recordedPercentiles(workload),
    calibration: plan.calibrated?.report ?? null,
    drawnSeconds: await drawnSeconds(plan, run, terminal, simulator),
    ...(details.series ? { series: seriesIn(workload, result) } : {}),
    ...(details.coldStarts ? { coldStarts: coldStartsIn(workload, result) } : {}),
  };
  return { report, table: () => runTable(run, result), responses: responseSpans(workload, result, SPANS) };
}

async function drawnSeconds(
  { calibrated, draws }: SimulationPlan,
  run: Run,
  terminal: Terminal,
  simulator: Simulator,
): Promise<readonly DrawnQuantile[] | null> {
  if (calibrated === null || draws === 0) return null;
  const { assumed, calibration } = calibrated;
  const progress = (fraction: number) =>
    terminal.progress(`simulating what is possible with ${run.system}: ${percent(fraction)}`);
  const drawn = await intervalsOf({ ...run, workload: assumed }, calibration, draws, progress, simulator);
  terminal.clearProgress();
  return drawn;
}

/** The given parameters that have no effect on runs with these systems. */
export function unusedIn(
  { workload, calibrated, parameters, givenParameters, failures }: SimulationPlan,
  systems: readonly string[],
): readonly UnusedParameter[] {
  // The fit simulates the system that the trace was recorded on.
  const all = calibrated ? [...systems, calibrated.calibration.recordedOn] : systems;
  return unusedParameters(givenParameters, { workload, systems: all, given: parameters, failures });
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

import { type Limit, SEED_COUNT } from '../../numeric';
import {
  type Checkpoint,
  inLanes,
  LIMITS,
  type Parameters,
  type RunRequest,
  requestedWorkload,
  resolveParameters,
  type Simulator,
  SYSTEMS,
  sharedCheckpoint,
  simulatesHere,
} from '../../simulation';
import { type ComparisonRow, compare, type ErrorSummary, summarizeErrors } from '../compare';
import { figureById } from '../figures';
import { linesThrough } from '../figures/series';
import type { DrawnLine, Figure, FigureId, Series } from '../types';
import { blockSizes } from './blockSizes';
import { completion, largeScale, meanLatencies, stageShares } from './bursts';
import type { Experiment, FinishedRun, PlannedRun } from './experiment';
import { iotReplay, spikes } from './profiles';
import { interiorTraffic } from './traffic';

const EXPERIMENTS: Readonly<Record<FigureId, Experiment>> = {
  '11': iotReplay,
  '12': spikes,
  '14a': meanLatencies,
  '14b': stageShares,
  '15': completion,
  '16': interiorTraffic,
  '17': largeScale,
  '20': blockSizes,
};

/**
 * How many seeds a figure is simulated with. The paper measured once, so a mean over several seeds is compared with it.
 */
export const REPRODUCTION_SEEDS: Limit = { ...LIMITS.seeds, defaultValue: 5 };

/** A figure of the paper and its simulation. */
export interface Reproduction {
  readonly figure: Figure;
  readonly seed: number;
  readonly seeds: number;
  /** Means over the seeds, point by point. */
  readonly series: readonly Series[];
  /** Lines to draw over the paper's: those of the first seed, or lines through the points of `series`. */
  readonly lines: readonly DrawnLine[];
  /** Number of seeds that the lines are means over. */
  readonly lineSeeds: number;
  readonly rows: readonly ComparisonRow[];
  readonly summaries: readonly ErrorSummary[];
  /** Assumptions of the runs, one sentence each. */
  readonly assumptions: readonly string[];
}

/** A parameter with another value than that of the set-up, or its default. */
export interface ChangedParameter {
  readonly name: string;
  change(value: number): number;
}

export interface ReproduceOptions {
  readonly seed: number;
  /** How many seeds, from `seed` up, which wrap around after 2^32 − 1; absent: the default of `REPRODUCTION_SEEDS`. */
  readonly seeds?: number;
  readonly changed?: ChangedParameter;
  /** As in `simulate`, but over all runs. */
  readonly checkpoint?: Checkpoint;
  /** Where; it changes no byte of the result. */
  readonly simulator?: Simulator;
}

/**
 * Simulates a figure with every system of the simulator that it shows, with the default parameters and the paper's
 * set-up, and compares the results. The same seed gives the same result. Throws `FigureError` for an unknown figure,
 * and whatever `checkpoint` throws.
 */
export async function reproduceFigure(
  id: string,
  { seed, seeds = REPRODUCTION_SEEDS.defaultValue, changed, checkpoint, simulator = simulatesHere }: ReproduceOptions,
): Promise<Reproduction> {
  const figure = figureById(id);
  const experiment = EXPERIMENTS[figure.id];
  const checkpoints = sharedCheckpoint(seeds, checkpoint);
  const bySeeds = await inLanes(simulator.lanes, seeds, async (at) => {
    const runs = await runAll(experiment, (seed + at) % SEED_COUNT, simulator, checkpoints[at], changed);
    return {
      assumptions: runs.flatMap(({ workload, result }) => [...workload.assumptions, ...result.assumptions]),
      measured: experiment.measure(runs),
    };
  });
  const assumptions = new Set(bySeeds.flatMap((one) => one.assumptions));
  const measured = bySeeds.map((one) => one.measured);
  const series = meanOf(measured.map((one) => one.series));
  const rows = compare(figure, series);
  const bySeed = measured.map((one) => compare(figure, one.series));
  return {
    figure,
    seed,
    seeds,
    series,
    lines: measured[0].lines ?? linesThrough(series),
    lineSeeds: measured[0].lines ? 1 : seeds,
    rows,
    summaries: summarizeErrors(figure, rows, bySeed),
    assumptions: [...assumptions],
  };
}

async function runAll(
  experiment: Experiment,
  seed: number,
  simulator: Simulator,
  checkpoint?: Checkpoint,
  changed?: ChangedParameter,
): Promise<FinishedRun[]> {
  const plans = plansOf(experiment);
  const runs: FinishedRun[] = [];
  let eventsBefore = 0;
  for (const plan of plans) {
    const parameters = parametersOf(plan, changed);
    const workload = await requestedWorkload(plan.workload, parameters);
    const report: Checkpoint = (fraction, events) =>
      checkpoint?.((runs.length + fraction) / plans.length, eventsBefore + events);
    // Small runs end before their first checkpoint.
    await report(0, 0);
    const { system, watchedVm } = plan;
    const result = await simulator.result({ workload, system, parameters, seed, watchedVm }, report);
    runs.push({ plan, workload, result });
    eventsBefore += result.events;
  }
  return runs;
}

/** The runs that `reproduceFigure` makes, as requests. Throws `FigureError` for an unknown figure. */
export function figureRuns(
  id: string,
  { seed, seeds, changed }: Required<Pick<ReproduceOptions, 'seed' | 'seeds'>> & Pick<ReproduceOptions, 'changed'>,
): RunRequest[] {
  return plansOf(EXPERIMENTS[figureById(id).id]).map((plan) => {
    const { system, workload } = plan;
    return { workload, system, parameters: parametersOf(plan, changed), seed, seeds };
  });
}

const plansOf = (experiment: Experiment) => experiment.plan(SYSTEMS.map(({ name }) => name));

function parametersOf({ setUp }: PlannedRun, changed?: ChangedParameter): Parameters {
  const parameters = resolveParameters(setUp);
  if (!changed) return parameters;
  const { name, change } = changed;
  return resolveParameters({ ...setUp, [name]: change(parameters[name]) });
}

/** The mean of each point over several measurements of the same points. */
function meanOf([first, ...others]: readonly (readonly Series[])[]): Series[] {
  return first.map((series, at) => ({
    ...series,
    points: series.points.map(({ x, y }, point) => ({
      x,
      y: others.reduce((sum, other) => sum + other[at].points[point].y, y) / (1 + others.length),
    })),
  }));
}

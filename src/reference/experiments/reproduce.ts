import { type Checkpoint, resolveParameters, SYSTEMS, simulate } from '../../simulation';
import { type ComparisonRow, compare, type ErrorSummary, summarize } from '../compare';
import { figureById } from '../figures';
import type { Figure, FigureId } from '../types';
import { blockSizes } from './blockSizes';
import { completion, largeScale, meanLatencies, stageShares } from './bursts';
import type { Experiment, FinishedRun, Measured } from './experiment';
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

/** A figure of the paper beside its simulation. */
export interface Reproduction {
  readonly figure: Figure;
  readonly seed: number;
  readonly simulated: Measured;
  readonly rows: readonly ComparisonRow[];
  readonly summaries: readonly ErrorSummary[];
  /** What the runs took for granted, one sentence each. */
  readonly assumptions: readonly string[];
}

/**
 * Simulates a figure with each system that the simulator has, on the default parameters and the paper's set-up, and
 * compares. The same seed gives the same result. Throws `FigureError` for a figure that does not exist, and
 * whatever `checkpoint` throws.
 */
export async function reproduceFigure(
  id: string,
  options: { readonly seed: number; readonly checkpoint?: Checkpoint },
): Promise<Reproduction> {
  const figure = figureById(id);
  const experiment = EXPERIMENTS[figure.id];
  const plans = experiment.plan(SYSTEMS.map(({ name }) => name));
  const runs: FinishedRun[] = [];
  let eventsBefore = 0;
  for (const plan of plans) {
    const parameters = resolveParameters(plan.setUp);
    const workload = plan.workload(parameters);
    const checkpoint: Checkpoint = (fraction, events) =>
      options.checkpoint?.((runs.length + fraction) / plans.length, eventsBefore + events);
    // Small runs end before they come to a checkpoint of their own.
    await checkpoint(0, 0);
    const { system, watchedVm } = plan;
    const result = await simulate({ workload, system, parameters, seed: options.seed, watchedVm }, checkpoint);
    runs.push({ plan, workload, result });
    eventsBefore += result.events;
  }
  const simulated = experiment.measure(runs);
  const rows = compare(figure, simulated.series);
  const assumptions = new Set(runs.flatMap(({ workload, result }) => [...workload.assumptions, ...result.assumptions]));
  return {
    figure,
    seed: options.seed,
    simulated,
    rows,
    summaries: summarize(figure, rows),
    assumptions: [...assumptions],
  };
}

import { mean } from '../../numeric';
import { completionCurve, type RunResult } from '../../simulation';
import { burstSizes, figure14a, figure14b } from '../figures/figure14';
import { comparedStarts, figure15 } from '../figures/figure15';
import { comparedLargeScaleStarts, figure17 } from '../figures/figure17';
import { burst, LARGE_SCALE } from '../setUps';
import type { DrawnLine, Figure, Series } from '../types';
import { drawn, type Experiment, type FinishedRun, type PlannedRun } from './experiment';

interface BurstRun extends PlannedRun {
  readonly containers: number;
}

/** Enough for one point per pixel of a chart. */
const CURVE_POINTS = 2500;

const STAGES_BEFORE_START = ['manifest', 'image load', 'inspect'];

/** Figure 14a: the mean latency of each burst. */
export const meanLatencies: Experiment<BurstRun> = {
  plan: (systems) =>
    systemsOf(figure14a, systems).flatMap((system) => burstSizes.map((size) => burstRun(system, size))),
  measure: (runs) =>
    drawn(
      runs.map(({ plan, result }) => ({
        system: plan.system,
        measure: 'mean provisioning latency',
        unit: 's',
        points: [{ x: plan.containers, y: mean(result.provisioning) }],
      })),
    ),
};

/** Figure 14b: the share of each stage in the mean latency. The start has the rest. */
export const stageShares: Experiment<BurstRun> = {
  plan: (systems) =>
    systemsOf(figure14b, systems).flatMap((system) => burstSizes.map((size) => burstRun(system, size))),
  measure: (runs) =>
    drawn(
      runs.flatMap(({ plan, result }) =>
        stagesOf(result).map(({ stage, percent }) => ({
          system: plan.system,
          measure: `share of ${stage}`,
          unit: '%',
          points: [{ x: plan.containers, y: percent }],
        })),
      ),
    ),
};

/** Figure 15. */
export const completion: Experiment<BurstRun> = {
  plan: (systems) => systemsOf(figure15, systems).map((system) => burstRun(system, Math.max(...comparedStarts))),
  measure: (runs) => ({ series: startsOf(runs, comparedStarts), lines: completionLines(runs) }),
};

/** Figure 17. */
export const largeScale: Experiment<BurstRun> = {
  plan: (systems) =>
    systemsOf(figure17, systems).map((system) => ({
      system,
      containers: LARGE_SCALE.workload.containers,
      setUp: LARGE_SCALE.parameters,
      workload: LARGE_SCALE.workload,
    })),
  measure: (runs) => ({ series: startsOf(runs, comparedLargeScaleStarts), lines: completionLines(runs) }),
};

function burstRun(system: string, containers: number): BurstRun {
  return { system, containers, setUp: {}, workload: burst(containers) };
}

/** The figure's systems that the simulator has. */
function systemsOf(figure: Figure, available: readonly string[]): string[] {
  const published = new Set(figure.published.map(({ system }) => system));
  return available.filter((system) => published.has(system));
}

function stagesOf(result: RunResult): { stage: string; percent: number }[] {
  const whole = mean(result.provisioning);
  const before = result.stages
    .filter(({ name }) => STAGES_BEFORE_START.includes(name))
    .map(({ name, seconds }) => ({ stage: name, percent: (100 * mean(seconds)) / whole }));
  const start = before.reduce((left, { percent }) => left - percent, 100);
  return [...before, { stage: 'start', percent: start }];
}

/** Seconds until the k-th container has started, for each k. */
function startsOf(runs: readonly FinishedRun<BurstRun>[], starts: readonly number[]): Series[] {
  return runs.map(({ plan, result }) => {
    const sorted = result.provisioning.slice().sort();
    const points = starts.map((k) => ({ x: k, y: sorted[k - 1] }));
    return { system: plan.system, measure: 'time of the k-th start', unit: 's', points };
  });
}

function completionLines(runs: readonly FinishedRun<BurstRun>[]): DrawnLine[] {
  return runs.map(({ plan: { system }, workload, result }) => {
    const { x, y } = completionCurve(workload, result, CURVE_POINTS);
    return { system, measure: 'containers started', unit: '', x: [...x], y: [...y] };
  });
}

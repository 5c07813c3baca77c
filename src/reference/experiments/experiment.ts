import type { Parameters, RunResult, Workload } from '../../simulation';
import type { DrawnLine, Series } from '../types';

/** A run that a figure needs. */
export interface PlannedRun {
  readonly system: string;
  /** Parameters in which the paper's set-up differs from the defaults; none that describes a system. */
  readonly setUp: Readonly<Record<string, number>>;
  /** A VM whose traffic is of interest. */
  readonly watchedVm?: number;
  workload(parameters: Parameters): Workload;
}

export interface FinishedRun<Plan extends PlannedRun = PlannedRun> {
  readonly plan: Plan;
  readonly workload: Workload;
  readonly result: RunResult;
}

/** What the runs say about the figure. */
export interface Measured {
  readonly series: readonly Series[];
  /** Lines to draw over those of the paper; null for lines through the points of `series`. */
  readonly lines: readonly DrawnLine[] | null;
}

/** How a figure is simulated: the runs to make, and what to read off their results. */
export interface Experiment<Plan extends PlannedRun = PlannedRun> {
  /** `systems`: those that the simulator has. */
  plan(systems: readonly string[]): readonly Plan[];
  measure(runs: readonly FinishedRun<Plan>[]): Measured;
}

/** A figure that is drawn by the very points that are compared. */
export function drawn(series: readonly Series[]): Measured {
  return { series, lines: null };
}

import type { MadeWorkload, RunResult, Workload } from '../../simulation';
import type { DrawnLine, Series } from '../types';

/** A simulation that a figure needs. */
export interface PlannedRun {
  readonly system: string;
  /** Parameters of the paper's set-up that differ from the defaults; no parameter of a system. */
  readonly setUp: Readonly<Record<string, number>>;
  /** A VM whose traffic the run records. */
  readonly watchedVm?: number;
  readonly workload: MadeWorkload;
}

export interface FinishedRun<Plan extends PlannedRun = PlannedRun> {
  readonly plan: Plan;
  readonly workload: Workload;
  readonly result: RunResult;
}

/** The simulated counterpart of a figure. */
export interface Measured {
  readonly series: readonly Series[];
  /** Lines to draw over the paper's; null for lines through the points of `series`. */
  readonly lines: readonly DrawnLine[] | null;
}

/** How to simulate a figure: the runs to make, and the numbers to take from their results. */
export interface Experiment<Plan extends PlannedRun = PlannedRun> {
  /** @param systems names of the simulator's systems */
  plan(systems: readonly string[]): readonly Plan[];
  measure(runs: readonly FinishedRun<Plan>[]): Measured;
}

/** A figure whose lines go through the compared points. */
export function drawn(series: readonly Series[]): Measured {
  return { series, lines: null };
}

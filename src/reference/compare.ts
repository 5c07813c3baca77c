import type { Figure, FigureId, Goal, Series } from './types';

/** A published number and the simulated one. */
export interface ComparisonRow {
  readonly figure: FigureId;
  readonly system: string;
  readonly measure: string;
  readonly unit: string;
  /** Position on the figure's x axis; null for a number that describes the whole figure. */
  readonly x: number | null;
  readonly published: number;
  /** null if the simulator has no such number. */
  readonly simulated: number | null;
  /** (simulated - published) / published; for quantities in per cent, percentage points divided by 100. */
  readonly error: number | null;
}

/** The errors of one system in one figure. */
export interface ErrorSummary {
  readonly system: string;
  /** Number of points compared. */
  readonly points: number;
  /** Mean of the absolute errors. */
  readonly meanError: number;
  /** The point with the largest absolute error. */
  readonly worst: ComparisonRow;
  /** null if the figure has no goal for this system. */
  readonly goal: Goal | null;
  /** Whether mean and worst error are within the goal; null without one. */
  readonly met: boolean | null;
}

/** Pairs every published number of `figure` with the simulated one of the same system, measure and x. */
export function compare(figure: Figure, simulated: readonly Series[]): ComparisonRow[] {
  const values = new Map<string, number>();
  for (const { system, measure, points } of simulated) {
    for (const { x, y } of points) values.set(keyOf(system, measure, x), y);
  }
  return figure.published.flatMap(({ system, measure, unit, points }) =>
    points.map(({ x, y: published }) => {
      const value = values.get(keyOf(system, measure, x)) ?? null;
      const error = value === null ? null : errorOf(value, published, unit);
      return { figure: figure.id, system, measure, unit, x, published, simulated: value, error };
    }),
  );
}

/**
 * Summarizes the errors of each system, once for each goal of `figure`. A goal with measures counts the rows of these
 * measures alone; a system without a goal counts all its rows. A system that was not simulated is left out.
 */
export function summarizeErrors(figure: Figure, rows: readonly ComparisonRow[]): ErrorSummary[] {
  const systems = [...new Set(figure.published.map(({ system }) => system))];
  return systems.flatMap((system) => {
    const goals = figure.goals.filter((goal) => goal.systems.includes(system));
    return (goals.length > 0 ? goals : [null]).flatMap((goal) => {
      const counted = rows.filter(
        (row) => row.system === system && row.error !== null && (goal?.measures?.includes(row.measure) ?? true),
      );
      return counted.length > 0 ? [summaryOf(system, counted, goal)] : [];
    });
  });
}

function summaryOf(system: string, rows: readonly ComparisonRow[], goal: Goal | null): ErrorSummary {
  const worst = rows.reduce((most, row) => (sizeOf(row) > sizeOf(most) ? row : most));
  const meanError = rows.reduce((sum, row) => sum + sizeOf(row), 0) / rows.length;
  const met = goal && meanError <= goal.mean && sizeOf(worst) <= (goal.worst ?? Number.POSITIVE_INFINITY);
  return { system, points: rows.length, meanError, worst, goal, met };
}

const sizeOf = (row: ComparisonRow): number => Math.abs(row.error ?? 0);

const errorOf = (simulated: number, published: number, unit: string): number =>
  (simulated - published) / (unit === '%' ? 100 : published);

const keyOf = (system: string, measure: string, x: number | null): string => JSON.stringify([system, measure, x]);

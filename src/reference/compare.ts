import { mean } from '../numeric';
import type { ErrorGroup, Figure, FigureId, Goal, Series } from './types';

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
  /** Whether parameters were fitted to the published number: agreement proves nothing, and the error never counts. */
  readonly fitted: boolean;
  /** The error of the naive prediction, as `error`; null if there is none. */
  readonly naiveError: number | null;
}

/** The errors of one system in one group of a figure's points. Fitted points are left out. */
export interface ErrorSummary {
  readonly system: string;
  /** What is counted; null for all that the figure has of the system. */
  readonly what: string | null;
  /** Number of points that count. */
  readonly points: number;
  /** Number of points left out because they were fitted. */
  readonly fittedPoints: number;
  /** Mean of the absolute errors. */
  readonly meanError: number;
  /** The smallest and the largest mean error of a single seed; null for one seed. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Mean of the absolute errors of the naive prediction of the same points; null if there is none. */
  readonly naiveError: number | null;
  /** The point with the largest absolute error. */
  readonly worst: ComparisonRow;
  readonly goal: Goal | null;
  /** Whether the errors are within the goal; null without one. */
  readonly met: boolean | null;
}

/** Pairs every published number of `figure` with the simulated one of the same system, measure and x. */
export function compare(figure: Figure, simulated: readonly Series[]): ComparisonRow[] {
  const values = valuesOf(simulated);
  const naive = valuesOf(figure.naive?.series ?? []);
  return figure.published.flatMap(({ system, measure, unit, points }) =>
    points.map(({ x, y: published, fitted = false }) => {
      const key = keyOf(system, measure, x);
      const value = values.get(key) ?? null;
      const error = errorOf(value, published, unit);
      const naiveError = errorOf(naive.get(key) ?? null, published, unit);
      return { figure: figure.id, system, measure, unit, x, published, simulated: value, error, fitted, naiveError };
    }),
  );
}

/**
 * Summarizes the errors of each system in each group of `figure`. A system that was not simulated, or of which all
 * points are fitted, is left out.
 * @param rows of the means over the seeds
 * @param bySeed the same rows of each seed alone
 */
export function summarizeErrors(
  figure: Figure,
  rows: readonly ComparisonRow[],
  bySeed: readonly (readonly ComparisonRow[])[] = [],
): ErrorSummary[] {
  return figure.groups.flatMap((group) =>
    group.systems.flatMap((system) => {
      const of = (all: readonly ComparisonRow[]) => all.filter((row) => isIn(row, group, system));
      const counted = of(rows).filter(counts);
      if (counted.length === 0) return [];
      const fittedPoints = of(rows).filter(({ fitted }) => fitted).length;
      const seeds = bySeed.map((all) => meanSize(of(all).filter(counts)));
      return [{ system, fittedPoints, ...summaryOf(group, counted, seeds) }];
    }),
  );
}

function isIn(row: ComparisonRow, { measures }: ErrorGroup, system: string): boolean {
  return row.system === system && (measures?.includes(row.measure) ?? true);
}

const counts = ({ error, fitted }: ComparisonRow): boolean => error !== null && !fitted;

function summaryOf(
  { what, goal }: ErrorGroup,
  rows: readonly ComparisonRow[],
  seeds: readonly number[],
): Omit<ErrorSummary, 'system' | 'fittedPoints'> {
  const meanError = meanSize(rows);
  const naiveErrors = rows.map((row) => row.naiveError).filter((error) => error !== null);
  const naiveError = naiveErrors.length === rows.length ? mean(naiveErrors.map(Math.abs)) : null;
  return {
    what: what ?? null,
    points: rows.length,
    meanError,
    interval: seeds.length > 1 ? [Math.min(...seeds), Math.max(...seeds)] : null,
    naiveError,
    worst: rows.reduce((most, row) => (sizeOf(row) > sizeOf(most) ? row : most)),
    goal,
    met: goal && meanError <= goal.mean && !(goal.beatsNaive && naiveError !== null && meanError >= naiveError),
  };
}

const sizeOf = (row: ComparisonRow): number => Math.abs(row.error ?? 0);

const meanSize = (rows: readonly ComparisonRow[]): number => mean(rows.map(sizeOf));

const errorOf = (value: number | null, published: number, unit: string): number | null =>
  value === null ? null : (value - published) / (unit === '%' ? 100 : published);

const valuesOf = (series: readonly Series[]): ReadonlyMap<string, number> =>
  new Map(
    series.flatMap(({ system, measure, points }) => points.map(({ x, y }) => [keyOf(system, measure, x), y] as const)),
  );

const keyOf = (system: string, measure: string, x: number | null): string => JSON.stringify([system, measure, x]);

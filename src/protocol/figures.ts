import type { Limit } from '../numeric';
import type { ComparisonRow, DrawnLine, ErrorSummary, Figure } from '../reference';

/** What the page can ask about the paper's figures and their simulation, and the answers. Types only. */

export type { Axis, ComparisonRow, DrawnLine, ErrorSummary, Figure, Goal } from '../reference';

export interface PublishedFigures {
  readonly figures: readonly Figure[];
  readonly citation: string;
  readonly seed: Limit;
  /** Seeds to simulate a figure with. */
  readonly seeds: Limit;
}

export interface ReproduceRequest {
  /** Number of the figure: '14a', '15', … */
  readonly figure: string;
  readonly seed: number;
  /** How many seeds, from `seed` up, 1 or more. */
  readonly seeds: number;
}

/** A figure as simulated, beside what was published. */
export interface ReproducedFigure {
  readonly figure: string;
  readonly seed: number;
  readonly seeds: number;
  /** Simulated lines, to be drawn over the published ones: of the first seed, or through the compared points. */
  readonly lines: readonly DrawnLine[];
  /** Seeds that the lines are means over. */
  readonly lineSeeds: number;
  /** Simulated numbers are means over the seeds. */
  readonly rows: readonly ComparisonRow[];
  readonly summaries: readonly ErrorSummary[];
  /** What the runs took for granted, one sentence each. */
  readonly assumptions: readonly string[];
  /** The comparison as text for elsewhere. */
  readonly markdown: string;
  readonly csv: string;
}

export interface ReproduceProgress {
  readonly figure: string;
  /** 0 to 1. */
  readonly fraction: number;
}

export interface FigureQueries {
  figures(request: Record<string, never>): PublishedFigures;
  /** Simulates a figure; ends early when the request is cancelled. */
  reproduce(request: ReproduceRequest): ReproducedFigure;
}

import type { Limit } from '../numeric';
import type { ComparisonRow, DrawnLine, ErrorSummary, Figure, Tested } from '../reference';
import type { RequestFor } from './requests';

/** Answers about the paper's figures and their simulation. Types only. */

export type { Axis, ComparisonRow, DrawnLine, ErrorSummary, Figure, Goal, Tested } from '../reference';

export interface PublishedFigures {
  readonly figures: readonly Figure[];
  readonly citation: string;
  /** What parameters were fitted to, one sentence or a few. */
  readonly fittedTo: string;
  /** By figure: what it tests of each system. */
  readonly tested: Readonly<Record<string, readonly Tested[]>>;
  /** Share by which a parameter was changed for that. */
  readonly changedShare: number;
  readonly seed: Limit;
  /** Seeds to simulate a figure with. */
  readonly seeds: Limit;
}

export type ReproduceRequest = RequestFor<'reproduce'>;

/** A simulated figure, compared with the published one. */
export interface ReproducedFigure {
  readonly figure: string;
  readonly seed: number;
  readonly seeds: number;
  /** Simulated lines to draw over the published ones: those of the first seed, or lines through the compared points. */
  readonly lines: readonly DrawnLine[];
  /** Number of seeds over which the lines are averaged. */
  readonly lineSeeds: number;
  /** Simulated numbers are means over the seeds. */
  readonly rows: readonly ComparisonRow[];
  readonly summaries: readonly ErrorSummary[];
  /** Assumptions of the runs, one sentence each. */
  readonly assumptions: readonly string[];
  /** The comparison as text to copy or save. */
  readonly markdown: string;
  readonly csv: string;
}

export interface ReproduceProgress {
  readonly figure: string;
  /** 0 to 1. */
  readonly fraction: number;
}

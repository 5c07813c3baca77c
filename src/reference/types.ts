export type FigureId = '11' | '12' | '14a' | '14b' | '15' | '16' | '17' | '20';

export interface Axis {
  readonly label: string;
  readonly unit: string;
  /** Its values double from one to the next: it is drawn on a logarithmic scale. */
  readonly doubling?: boolean;
}

export interface Point {
  /** Where on the figure's x axis; null for a number that stands for the whole figure, such as a peak. */
  readonly x: number | null;
  readonly y: number;
}

/** A line to draw: `x` and `y` run in parallel. */
export interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** One quantity of one system, published or simulated. */
export interface Series {
  /** Name of the system, as the simulator has it. */
  readonly system: string;
  /** What was measured, in words. */
  readonly measure: string;
  readonly unit: string;
  readonly points: readonly Point[];
}

/** A line of a figure, published or simulated. */
export interface DrawnLine extends Line {
  readonly system: string;
  /** What was measured, in words. */
  readonly measure: string;
  /** Lines in another unit than that of the figure's y axis have axes of their own, below the others. */
  readonly unit: string;
}

/**
 * How far a simulation may be from the publication: the mean and the largest absolute error of one system's points.
 * Errors are shares of the published value; for quantities in per cent, differences in percentage points divided by
 * 100.
 */
export interface Goal {
  readonly systems: readonly string[];
  /** Absent: all that the figure has of those systems. */
  readonly measures?: readonly string[];
  readonly mean: number;
  /** null where only the mean counts. */
  readonly worst: number | null;
}

/** A figure of the paper's evaluation. */
export interface Figure {
  readonly id: FigureId;
  readonly title: string;
  /** The paper's set-up, in our words. */
  readonly setUp: string;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** What the x of the published numbers is, where they are not compared along the x axis. */
  readonly comparedBy?: Axis;
  /** The numbers that a simulation is held against. */
  readonly published: readonly Series[];
  /** What the paper draws. */
  readonly lines: readonly DrawnLine[];
  readonly goals: readonly Goal[];
  /** Where the paper contradicts itself about this figure, and what is taken here. */
  readonly notes: readonly string[];
  /** Where the numbers come from. */
  readonly source: string;
}

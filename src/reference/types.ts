export type FigureId = '11' | '12' | '14a' | '14b' | '15' | '16' | '17' | '20';

export interface Axis {
  readonly label: string;
  readonly unit: string;
  /** The values double from one to the next, so the axis is logarithmic. */
  readonly doubling?: boolean;
}

export interface Point {
  /** Position on the figure's x axis; null for a number that describes the whole figure, such as a peak. */
  readonly x: number | null;
  readonly y: number;
  /** Set for a published point that parameters were fitted to: it is shown, and its error does not count. */
  readonly fitted?: true;
}

/** A line to draw; `x` and `y` are parallel arrays. */
export interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** One quantity of one system, published or simulated. */
export interface Series {
  /** Name of the system in the simulator. */
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
  /** Lines in another unit than the figure's y axis get an axis of their own below it. */
  readonly unit: string;
}

/** The largest mean error allowed, as the absolute value of `ComparisonRow.error`. */
export interface Goal {
  readonly mean: number;
  /** Set if the mean must also be smaller than that of the naive prediction. */
  readonly beatsNaive?: true;
}

/** Points whose errors are averaged, for each system by itself. */
export interface ErrorGroup {
  readonly systems: readonly string[];
  /** Absent: all measures that the figure has of these systems. */
  readonly measures?: readonly string[];
  /** What the measures have in common; absent if the figure's title says it. */
  readonly what?: string;
  readonly goal: Goal | null;
}

/** What somebody would predict who knows the fitted points and no mechanism. */
export interface NaivePrediction {
  /** How, after "Naive prediction:". */
  readonly how: string;
  readonly series: readonly Series[];
}

/** A figure of the paper's evaluation. */
export interface Figure {
  readonly id: FigureId;
  readonly title: string;
  /** The paper's set-up, in our words. */
  readonly setUp: string;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** What the x of the published numbers means, if it is not the x axis. */
  readonly comparedBy?: Axis;
  /** The numbers to compare with simulated ones. */
  readonly published: readonly Series[];
  /** What the paper draws. */
  readonly lines: readonly DrawnLine[];
  readonly groups: readonly ErrorGroup[];
  /** null if no fitted point says anything of this figure. */
  readonly naive: NaivePrediction | null;
  /** Contradictions in the paper about this figure, and the choices made here. */
  readonly notes: readonly string[];
  /** Where the numbers come from. */
  readonly source: string;
}

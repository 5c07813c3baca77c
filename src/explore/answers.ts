import type { MeasureUnit } from '../text';
import type { STACKINGS } from './stackings';

/** The question behind the Explore tab and its answer. Latencies and stages in seconds, times in epoch seconds. */

export interface ExploreRequest {
  /** The filter, as text. */
  readonly where: string;
  /**
   * The key of the field whose range is being dragged, either one for a rectangle of the heat map; null at rest. While
   * set, quantiles come from bins, which is faster; everything counted stays exact.
   */
  readonly active: string | null;
  /** Visible range of the time axis, half-open; null for the trace's first or last cold start. */
  readonly from: number | null;
  readonly to: number | null;
  /** Width of the plot: no more columns than this come back. */
  readonly pixels: number;
  /** Most rows of the heat map and bins of the histogram. */
  readonly rows: number;
  readonly stackBy: Stacking;
  /** Quantile lines over the heat map, 0 to 1. */
  readonly percentiles: readonly number[];
  /** The latency that cold starts should not exceed; null for none. */
  readonly target: number | null;
  /** The `id` of a heat map that is at hand: most of an answer, which most drags leave as it is. null for none. */
  readonly heatId: number | null;
}

export type Stacking = (typeof STACKINGS)[number];

export interface ExploreAnswer {
  /** Of the rows that pass the filter. */
  readonly selected: Headline;
  readonly whole: Headline;
  /** Whether the quantiles of `selected` are exact; otherwise they are within 1 %. */
  readonly exact: boolean;
  /** Charts count what passes the filter without their own term: time without `time`, the heat map without both. */
  readonly time: TimeColumns;
  readonly heat: HeatMap;
  readonly latency: LatencyBins;
  /** Labels and measures with several values, each without its own term. */
  readonly bars: readonly BarList[];
  /** In the order in which they happen. */
  readonly stages: readonly StageBar[];
}

/** As it crosses to the page: without the heat map if that is at hand. */
export type ExploreReply = Omit<ExploreAnswer, 'heat'> & { readonly heat: HeatMap | null };

/** Quantiles are NaN without cold starts. */
export interface Headline {
  readonly coldStarts: number;
  /** Functions with a cold start. */
  readonly functions: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Cold starts that took longer than the target; null without one. */
  readonly aboveTarget: number | null;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: number;
}

/** Cold starts in columns of one width. Without rows there is no column. */
export interface TimeColumns {
  readonly from: number;
  readonly to: number;
  readonly binSeconds: number;
  /** Start of each column. */
  readonly x: Float64Array;
  readonly all: Float64Array;
  readonly selected: Float64Array;
  /** Parts of `selected`, which add up to it; none if stacked by selection. */
  readonly stacks: readonly StackSeries[];
}

export interface StackSeries {
  /** The runtime, or the key of the stage that took longest; null for all others together. */
  readonly key: string | null;
  /** The runtime, or the stage's title; '' where it is unknown. */
  readonly label: string;
  readonly values: Float64Array;
}

/** Cold starts by column of `TimeColumns` and by latency. */
export interface HeatMap {
  /** The same for equal heat maps only. */
  readonly id: number;
  readonly columns: number;
  readonly rows: number;
  readonly x0: number;
  readonly columnSeconds: number;
  /**
   * Latencies between rows, ascending, rows + 1 of them: a row holds [edge, next edge). Equally far apart on a log
   * axis, except that the first edge is 0 where latencies are too short for the axis.
   */
  readonly edges: Float64Array;
  /** One count a cell, column by column. */
  readonly all: Uint32Array;
  readonly selected: Uint32Array;
  /** For each percentile asked for, the quantile of the selection in each column, within 1 %; NaN for none. */
  readonly lines: readonly { readonly p: number; readonly y: Float64Array }[];
  /** Selected cold starts above the target in each column; null without one. */
  readonly aboveTarget: Uint32Array | null;
}

export interface LatencyBins {
  /** Those of the heat map. */
  readonly edges: Float64Array;
  readonly all: Float64Array;
  readonly selected: Float64Array;
}

/** Cold starts by the value of a label or a measure. */
export interface BarList {
  /** The field's key in the filter. */
  readonly key: string;
  readonly title: string;
  /** null for a label. */
  readonly unit: MeasureUnit | null;
  /** Most cold starts of the whole trace first; at most 12. */
  readonly values: readonly BarValue[];
  /** The values after those; null for none. */
  readonly others: { readonly values: number; readonly all: number; readonly selected: number } | null;
}

export interface BarValue {
  /** A label's text; '' where it is unknown. */
  readonly text: string;
  /** A measure's number; null of a label, and where it is unknown. */
  readonly number: number | null;
  readonly all: number;
  readonly selected: number;
}

/** Seconds are NaN where no cold start has the stage. */
export interface StageBar {
  /** The field's key in the filter. */
  readonly key: string;
  readonly title: string;
  /** Selected cold starts of which it is known. */
  readonly known: number;
  readonly meanAll: number;
  readonly meanSelected: number;
  /** Within 1 %. */
  readonly p50Selected: number;
  readonly p99Selected: number;
}

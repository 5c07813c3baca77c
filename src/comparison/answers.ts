import type { Curve } from '../numeric';
import type { NameBytes } from '../trace';

/** What two sets of cold starts, A and B, differ in. Latencies and durations are in seconds. */

/** The percentiles that are compared. */
export const COMPARED_SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99] as const;
/** By which percentile functions can be ranked. */
export const RANKINGS = ['p50', 'p99'] as const;
export type Ranking = (typeof RANKINGS)[number];

export interface ComparisonOptions {
  /** By which percentile functions are ranked. */
  readonly by: Ranking;
  /** The fewest cold starts of a function on each side. */
  readonly least: number;
  /** Most functions that are listed, of both sides and of each alone. */
  readonly limit: number;
}

/**
 * All that a comparison needs of one side. Its size depends on the number of functions, not of cold starts: it crosses
 * from the thread of one trace to that of another.
 */
export interface SideSummary {
  readonly count: number;
  /** NaN without cold starts, as `max`. */
  readonly mean: number;
  readonly max: number;
  /** By `COMPARED_SHARES`. */
  readonly quantiles: Float64Array;
  /** Bootstrap replicates of each quantile: `REPLICATES` of the first, then of the next. Empty without cold starts. */
  readonly replicates: Float64Array;
  readonly cdf: Curve;
  readonly groups: FunctionGroups;
  readonly stages: readonly StageOfSide[];
  /** Length of the time that the side covers; null where it is not known. */
  readonly seconds: number | null;
  /** Warm invocations; null where they are not known. */
  readonly warm: number | null;
}

/** The functions of a side that have cold starts. */
export interface FunctionGroups {
  readonly names: NameBytes;
  /** Number of each function in `names`, ascending. */
  readonly ids: Uint32Array;
  readonly counts: Uint32Array;
  readonly p50: QuantileColumns;
  readonly p99: QuantileColumns;
}

/** A quantile of each function, and the limits of its 95 % bootstrap interval. */
export interface QuantileColumns {
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface StageOfSide {
  readonly key: string;
  readonly title: string;
  /** Cold starts of which the stage is known. */
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
}

/** B minus A, with its 95 % interval. */
export interface Change {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** B divided by A; null where A is 0. */
  readonly ratio: number | null;
}

export interface QuantileChange extends Change {
  readonly share: number;
  readonly a: number;
  readonly b: number;
  /** The 95 % interval of `ratio`; null where A may be 0. */
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
}

export interface SideFacts {
  readonly count: number;
  readonly functions: number;
  /** null without cold starts, as `max`. */
  readonly mean: number | null;
  readonly max: number | null;
  /** Cold starts a minute of the time that the side covers; null where that is not known. */
  readonly perMinute: number | null;
  /** Cold starts by invocations; null where warm ones are not known. */
  readonly coldStartRate: number | null;
}

export interface FunctionOfSide {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export interface FunctionChange {
  readonly name: string;
  readonly a: FunctionOfSide;
  readonly b: FunctionOfSide;
  readonly p50: Change;
  readonly p99: Change;
}

/** Functions that only one side has. */
export interface FunctionsOfOneSide {
  readonly functions: number;
  readonly coldStarts: number;
  /** Those with most cold starts, first. */
  readonly listed: readonly (FunctionOfSide & { readonly name: string })[];
}

export interface FunctionChanges {
  /**
   * Changes that chance does not explain first, the largest first, then the others. Each function has enough cold
   * starts on both sides.
   */
  readonly listed: readonly FunctionChange[];
  /** Functions on both sides with enough cold starts. */
  readonly compared: number;
  /** Of these: slower, or faster, beyond chance. */
  readonly slower: number;
  readonly faster: number;
  /** Functions on both sides with too few cold starts on one. */
  readonly tooFew: number;
  /** The fewest cold starts on a side that are enough. */
  readonly least: number;
  readonly onlyA: FunctionsOfOneSide;
  readonly onlyB: FunctionsOfOneSide;
}

export interface StageChange {
  readonly title: string;
  /** null where a side does not know the stage. */
  readonly a: Omit<StageOfSide, 'key' | 'title'> | null;
  readonly b: Omit<StageOfSide, 'key' | 'title'> | null;
}

export interface Comparison {
  readonly a: SideFacts;
  readonly b: SideFacts;
  /** Empty if a side has no cold starts. */
  readonly quantiles: readonly QuantileChange[];
  /** The CDF of A, then of B. */
  readonly curves: readonly [Curve, Curve];
  readonly functions: FunctionChanges;
  readonly stages: readonly StageChange[];
}

import type {
  Assumption,
  FormatName,
  LatencyUnit,
  LatencyUnitSetting,
  LineAccount,
  OptionalColumns,
  RowProblem,
  SourceVersion,
  TimeUnit,
} from '../trace';
import type { DescribedColumns, LabelTitle } from './described';
import type { FunctionSortKey } from './functionSortKeys';
import type { CDF_GROUPINGS, SeriesMetric } from './seriesMetrics';

/** Questions about a trace and their answers. Latencies and durations are in seconds, times of day in epoch seconds. */

export interface LatencySummary {
  readonly unit: LatencyUnit;
  readonly setting: LatencyUnitSetting;
  /** Why this unit: the evidence it was detected from, or that the user set it. */
  readonly reason: string;
  /** Why one unit may not fit all latencies, in one sentence; null if there is no sign of that. */
  readonly doubt: string | null;
  /** Whether the format defines the unit, so that the setting does not apply. */
  readonly isGiven: boolean;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Overview {
  readonly source: SourceVersion;
  readonly format: FormatName;
  readonly assumptions: readonly Assumption[];
  /** Rows of the trace, or of the part that a filter selects. */
  readonly coldStarts: number;
  readonly bytes: number;
  readonly account: LineAccount;
  /** Bad rows, and rows that are kept although a value of an optional column cannot be read. */
  readonly problems: { readonly listed: readonly RowProblem[]; readonly total: number };
  /** Functions with an invocation. */
  readonly functions: number;
  readonly runtimes: readonly RuntimeSummary[];
  /** null for a trace without a row. */
  readonly timeRange: { readonly from: number; readonly to: number } | null;
  /** Whether times are seconds since the start of the data set, not since 1970. */
  readonly relativeTime: boolean;
  /** What the file's times are counted in. All times here are in seconds. */
  readonly timeUnit: TimeUnit;
  /** Whether the user chose that unit; otherwise it was detected from the first row. */
  readonly timeUnitIsSet: boolean;
  /** Whether any time is a date without an offset from UTC; such dates are read as UTC. */
  readonly offsetMissing: boolean;
  /** Why the times may be wrong, in one sentence; null if nothing is suspicious. */
  readonly timeDoubt: string | null;
  readonly latency: LatencySummary | null;
  /** Which of the optional columns the file has. */
  readonly columns: OptionalColumns;
  /** What rows have besides time, function and latency. */
  readonly described: DescribedColumns;
  /**
   * Cold starts among all invocations, 0 to 1, NaN without any; null if the warm ones of the file or part are not
   * known.
   */
  readonly coldStartRate: number | null;
  /** True if the trace came from this product's generator: the page must label it as synthetic. */
  readonly synthetic: boolean;
  /** Most cold starts in any one second and any one minute of the trace. */
  readonly peakPerSecond: number;
  readonly peakPerMinute: number;
}

export interface RuntimeSummary {
  readonly id: number;
  readonly name: string;
  readonly count: number;
  readonly functions: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface SeriesRequest extends OfPart {
  readonly metric: SeriesMetric;
  /** Epoch seconds, half-open [from, to); null for the trace's whole span. */
  readonly from: number | null;
  readonly to: number | null;
  /** Width available; no more points than this come back. */
  readonly pixels: number;
  readonly functionId: number | null;
}

/** Rows that this filter selects, written as `src/filter` reads it; all rows if absent or empty. */
export interface OfPart {
  readonly where?: string;
}

export interface StagesRequest extends OfPart {
  readonly functionId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly pixels: number;
}

/** A stage of the selected cold starts, in seconds; NaN if none has it. */
export interface StageSummary extends LabelTitle {
  /** Cold starts of which it is known. */
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Its share of the latency of those cold starts. */
  readonly share: number;
}

export interface StageTimes {
  /** In the order in which they happen. */
  readonly stages: readonly StageSummary[];
  /** Mean seconds of each stage in each bin, NaN for none; null without cold starts. */
  readonly overTime: (Omit<Series, 'y'> & { readonly means: readonly Float64Array[] }) | null;
}

export interface Series {
  readonly from: number;
  readonly to: number;
  readonly binSeconds: number;
  /** Start of each bin, epoch seconds. */
  readonly x: Float64Array;
  /** Cold starts in the bin, their share of invocations, or latency in seconds; NaN where there is none. */
  readonly y: Float64Array;
}

/** Summary of a trace while it is being read. Exact for the rows read so far, unless noted. */
export interface PartialTrace {
  readonly rows: number;
  readonly functions: number;
  /** As in an `Overview`. */
  readonly relativeTime: boolean;
  /** True if the trace came from this product's generator: the page must label it as synthetic. */
  readonly synthetic: boolean;
  readonly timeRange: { readonly from: number; readonly to: number };
  /** In the unit that the user set, or the one detected from the median so far. */
  readonly latency: {
    readonly unit: LatencyUnit;
    readonly setting: LatencyUnitSetting;
    /** Within 1 % of the exact one. */
    readonly p50: number;
    /** Within 1 % of the exact one. */
    readonly p99: number;
    readonly max: number;
  };
  /** Cold starts over time. */
  readonly series: Series;
}

export interface CdfRequest extends OfPart {
  readonly by: (typeof CDF_GROUPINGS)[number];
  readonly functionId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly pixels: number;
}

export type { DescribedColumns, LabelTitle, MeasureTitle } from './described';
export type { FunctionSortKey };

export interface FunctionsRequest extends OfPart {
  readonly sort: FunctionSortKey;
  readonly descending: boolean;
  /** Case-insensitive part of the function's name or labels; '' for all. */
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}

export interface FunctionsPage {
  /** Functions that pass the filter. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly FunctionSummary[];
}

/** null: not recorded in the trace. Latencies are NaN without cold starts. */
export interface FunctionSummary {
  readonly id: number;
  readonly name: string;
  /** By the label's key: the value of most of its cold starts; '' if unknown. */
  readonly labels: Readonly<Record<string, string>>;
  /** By the measure's key: the largest value. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** By the stage's key: median seconds. */
  readonly stages: Readonly<Record<string, number | null>>;
  /** Cold starts. */
  readonly count: number;
  /** Warm invocations. */
  readonly warm: number | null;
  /** Cold starts among all its invocations, 0 to 1. */
  readonly coldStartRate: number | null;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Median seconds between consecutive cold starts of the function; null with fewer than two. */
  readonly gapP50: number | null;
  readonly peakPerMinute: number;
  readonly firstLine: number | null;
}

export interface KeepAliveRequest extends OfPart {
  readonly functionId: number;
}

/** What keep-alives would catch of the cold starts of a function. */
export interface KeepAlive {
  /** Keep-alives, ascending. */
  readonly seconds: readonly number[];
  /** For each: cold starts that came while a container would have been idle for no longer. */
  readonly within: Uint32Array;
  /** All that the filter selects. */
  readonly coldStarts: number;
  /** Whether warm invocations are known and count as uses of the containers. */
  readonly knowsWarm: boolean;
}

export interface LinesRequest extends OfPart {
  readonly functionId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
}

export interface Lines {
  readonly total: number;
  /** At most `limit` line numbers, from 1, ascending. */
  readonly lines: readonly number[];
}

export interface BurstsRequest extends OfPart {
  /** A bin of a burst has more than this many times the cold starts of the median bin. */
  readonly factor: number;
  /** Width of a bin; null for a nice one. */
  readonly binSeconds: number | null;
  /** Seconds, for the share of latencies above it; null for none. */
  readonly target: number | null;
}

/** A stretch of time with unusually many cold starts. Latencies in seconds. */
export interface Burst {
  /** Times of its first and its last cold start, epoch seconds. */
  readonly from: number;
  readonly to: number;
  readonly coldStarts: number;
  readonly peakPerSecond: number;
  readonly functions: number;
  /** The functions with most of its cold starts. */
  readonly mostly: readonly string[];
  /** In the time before it that is as long as it, a minute at least; null without a cold start. */
  readonly medianBefore: number | null;
  readonly medianDuring: number;
  /** Share of its latencies above the target; null without one. */
  readonly aboveTarget: number | null;
}

export interface Bursts {
  readonly binSeconds: number;
  /** The fewest cold starts of a bin of a burst. */
  readonly threshold: number;
  readonly total: number;
  /** By time; if there are many, those with most cold starts. */
  readonly listed: readonly Burst[];
}

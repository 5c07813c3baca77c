import type {
  LatencyUnit,
  LatencyUnitSetting,
  LineAccount,
  OptionalColumns,
  RowProblem,
  SourceVersion,
  TimeUnit,
} from '../trace';
import type { FunctionSortKey } from './functionSortKeys';
import type { Labels } from './labels';

/** What is asked about a trace, and the answers. Latencies and durations are seconds, times of day epoch seconds. */

export interface LatencySummary {
  readonly unit: LatencyUnit;
  readonly setting: LatencyUnitSetting;
  /** Why this unit, in one sentence (detected from what, or set by whom). */
  readonly reason: string;
  /** Why no one unit may fit all latencies, in one sentence; null where nothing speaks for that. */
  readonly doubt: string | null;
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
  readonly bytes: number;
  readonly account: LineAccount;
  /** Bad rows, and rows that are kept although a value of an optional column cannot be read. */
  readonly problems: { readonly listed: readonly RowProblem[]; readonly total: number };
  readonly functions: number;
  readonly runtimes: readonly RuntimeSummary[];
  /** null for a trace without a row. */
  readonly timeRange: { readonly from: number; readonly to: number } | null;
  /** What the file's times are counted in; told in seconds here. */
  readonly timeUnit: TimeUnit;
  /** Whether the user chose that unit; otherwise the first row told. */
  readonly timeUnitIsSet: boolean;
  /** Whether any is a date without an offset from UTC, which is taken for UTC. */
  readonly offsetMissing: boolean;
  /** Why they are hardly right, in one sentence; null where nothing speaks against it. */
  readonly timeDoubt: string | null;
  readonly latency: LatencySummary | null;
  /** Which of the optional columns the file has. */
  readonly columns: OptionalColumns;
  /** True where the trace came from this product's generator: the page must label it as synthetic. */
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

export interface SeriesRequest {
  readonly metric: 'coldStarts' | 'latencyP50' | 'latencyP99';
  /** Epoch seconds, half-open [from, to); null for the trace's whole span. */
  readonly from: number | null;
  readonly to: number | null;
  /** Width available; no more points than this come back. */
  readonly pixels: number;
  readonly functionId: number | null;
}

export interface Series {
  readonly from: number;
  readonly to: number;
  readonly binSeconds: number;
  /** Start of each bin, epoch seconds. */
  readonly x: Float64Array;
  /** Cold starts in the bin, or latency in seconds; NaN for a bin with none. */
  readonly y: Float64Array;
}

/** What is known of a trace while it is being read: exact for the rows read so far, where it does not say otherwise. */
export interface PartialTrace {
  readonly rows: number;
  readonly functions: number;
  /** True where the trace came from this product's generator: the page must label it as synthetic. */
  readonly synthetic: boolean;
  readonly timeRange: { readonly from: number; readonly to: number };
  /** In the unit that the median so far speaks for, or the one that is set. */
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

export interface CdfRequest {
  readonly by: 'runtime' | 'all';
  readonly functionId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly pixels: number;
}

export type { FunctionSortKey };

export interface FunctionsRequest {
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

/** `Labels`: those of most of its cold starts; '' where the trace has none. */
export interface FunctionSummary extends Labels {
  readonly id: number;
  readonly name: string;
  /** Largest memory seen, MB; null where the trace has none. */
  readonly memoryMB: number | null;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Median seconds between its consecutive cold starts; null with fewer than two. */
  readonly gapP50: number | null;
  readonly peakPerMinute: number;
  readonly firstLine: number;
}

export interface LinesRequest {
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

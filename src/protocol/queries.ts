import type { LatencyUnit, LatencyUnitSetting, LineAccount, RowProblem, TimeUnit } from '../trace';
import type { FigureQueries } from './figures';
import type {
  NamedProfile,
  ParameterInfo,
  Preset,
  ProfileSummary,
  RunCurvesRequest,
  RunRequest,
  RunSummary,
  SystemInfo,
  TreeInfo,
  TreeRequest,
  TreeSnapshot,
} from './simulation';

export type * from './simulation';

/**
 * What the page can ask about an open trace, and the answers. Types only.
 * The table itself never crosses to the page: every answer is a summary, or a curve no longer than can be drawn.
 * Latencies and durations are seconds everywhere in this file; times of day are epoch seconds.
 */

export interface SourceVersion {
  /** 'editor': the text document with unsaved edits; 'disk': the file as saved. */
  readonly kind: 'disk' | 'editor';
  /** File name for titles, without folders. */
  readonly name: string;
  /** Document version, or 0 for a file on disk. */
  readonly version: number;
  /** Epoch milliseconds of the file's last change, 0 where not known. */
  readonly modified: number;
}

export interface LatencySummary {
  readonly unit: LatencyUnit;
  readonly setting: LatencyUnitSetting;
  /** Why this unit, in one sentence (detected from what, or set by whom). */
  readonly reason: string;
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
  readonly problems: { readonly listed: readonly RowProblem[]; readonly total: number };
  readonly functions: number;
  readonly runtimes: readonly RuntimeSummary[];
  /** null for a trace without a row. */
  readonly timeRange: { readonly from: number; readonly to: number } | null;
  /** What the file's times are counted in; told in seconds here. */
  readonly timeUnit: TimeUnit;
  /** Whether any is a date without an offset from UTC, which is taken for UTC. */
  readonly offsetMissing: boolean;
  /** Why they are hardly right, in one sentence; null where nothing speaks against it. */
  readonly timeDoubt: string | null;
  readonly latency: LatencySummary | null;
  readonly columns: { readonly runtime: boolean; readonly memoryMB: boolean };
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

export interface Curve {
  readonly name: string;
  /** Samples behind the curve. */
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** True where the curve shows fewer points than there are samples. */
  readonly decimated: boolean;
}

export type FunctionSortKey =
  | 'name'
  | 'runtime'
  | 'memoryMB'
  | 'count'
  | 'p50'
  | 'p90'
  | 'p95'
  | 'p99'
  | 'max'
  | 'gapP50'
  | 'peakPerMinute';

export interface FunctionsRequest {
  readonly sort: FunctionSortKey;
  readonly descending: boolean;
  /** Case-insensitive part of the function's name or runtime; '' for all. */
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

export interface FunctionSummary {
  readonly id: number;
  readonly name: string;
  /** The runtime of most of its cold starts; '' where the trace has none. */
  readonly runtime: string;
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

/**
 * Every question the page or a command can put to the worker that holds a trace.
 * The one list from which call and answer types are derived on both sides of both channels.
 */
export interface TraceQueries extends FigureQueries {
  overview(request: Record<string, never>): Overview;
  series(request: SeriesRequest): Series;
  latencyCdf(request: CdfRequest): readonly Curve[];
  functions(request: FunctionsRequest): FunctionsPage;
  function(request: { readonly functionId: number }): FunctionSummary;
  lines(request: LinesRequest): Lines;
  systems(request: Record<string, never>): {
    readonly systems: readonly SystemInfo[];
    readonly parameters: readonly ParameterInfo[];
    readonly presets: readonly Preset[];
  };
  /** Reads a profile; fails with what is wrong with it, by line and column. */
  profile(request: NamedProfile & { readonly pixels: number }): ProfileSummary;
  startRun(request: RunRequest): { readonly runId: number };
  cancelRun(request: { readonly runId: number }): Record<string, never>;
  removeRun(request: { readonly runId: number }): Record<string, never>;
  runs(request: Record<string, never>): readonly RunSummary[];
  runCurves(request: RunCurvesRequest): readonly Curve[];
  trees(request: { readonly runId: number }): readonly TreeInfo[];
  treeAt(request: TreeRequest): TreeSnapshot;
}

export type QueryName = keyof TraceQueries;
export type QueryRequest<N extends QueryName> = Parameters<TraceQueries[N]>[0];
export type QueryAnswer<N extends QueryName> = ReturnType<TraceQueries[N]>;

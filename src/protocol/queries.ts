import type { LatencyUnit, LatencyUnitSetting, LineAccount, RowProblem } from '../trace';

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

/* ---- simulation ---- */

export type SystemName = string;

export interface SystemInfo {
  readonly name: SystemName;
  readonly label: string;
  readonly description: string;
}

/** A parameter of the model as the form, the settings and the command line show it. */
export interface ParameterInfo {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly defaultValue: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Where the default comes from: a paper section, a figure, or that it is unstated and assumed. */
  readonly source: string;
  readonly group: 'cluster' | 'network' | 'image' | 'system';
}

export type WorkloadRequest =
  | {
      readonly kind: 'burst';
      /** Cold starts that arrive together. */
      readonly containers: number;
      /** Functions they are spread over, evenly. */
      readonly functions: number;
      /** null: the default image of the paper's evaluation. */
      readonly imageMB: number | null;
      readonly memoryMB: number | null;
    }
  | {
      readonly kind: 'trace';
      readonly from: number | null;
      readonly to: number | null;
      readonly functionId: number | null;
    };

export interface RunRequest {
  readonly workload: WorkloadRequest;
  readonly system: SystemName;
  /** Only those that differ from their defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly seed: number;
}

export interface RunProgress {
  readonly runId: number;
  /** 0 to 1. */
  readonly fraction: number;
  readonly eventsPerSecond: number;
  /** null while it cannot be told. */
  readonly secondsLeft: number | null;
}

export interface RunSummary {
  readonly runId: number;
  readonly request: RunRequest;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** For 'failed': what went wrong, for the reader. */
  readonly message: string | null;
  /** null until done. */
  readonly result: RunNumbers | null;
}

export interface RunNumbers {
  readonly system: SystemName;
  readonly containers: number;
  readonly vms: number;
  readonly functions: number;
  readonly seed: number;
  /** Every parameter in force, defaults included. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What the run took for granted, one sentence each, to be shown beside its numbers. */
  readonly assumptions: readonly string[];
  /** Simulated seconds from arrival to started. */
  readonly provisioningSeconds: {
    readonly first: number;
    readonly mean: number;
    readonly p50: number;
    readonly p90: number;
    readonly p95: number;
    readonly p99: number;
    readonly p999: number;
    readonly max: number;
    /** When the last container had started, seconds since the first arrival. */
    readonly last: number;
  };
  /** Mean seconds of each stage of a provisioning, in order. */
  readonly stages: readonly { readonly name: string; readonly meanSeconds: number }[];
  readonly registryBytes: number;
  readonly peerBytes: number;
  /** Simulated seconds the run spans. */
  readonly simulatedSeconds: number;
  /** Wall-clock seconds it took to compute. */
  readonly wallSeconds: number;
  readonly events: number;
  /** Functions with a tree, 0 for systems that build none. */
  readonly trees: number;
}

export interface RunCurvesRequest {
  readonly runIds: readonly number[];
  readonly kind: 'latencyCdf' | 'completion' | 'registryBytes' | 'activeVms';
  readonly pixels: number;
  /** Add the latencies recorded in the trace, where the workload is one. */
  readonly recorded: boolean;
}

export interface TreeInfo {
  readonly functionId: number;
  readonly name: string;
  /** Most VMs it held at any one time. */
  readonly peakVms: number;
  readonly inserts: number;
  readonly rotations: number;
  /** Simulated seconds of its first and last event. */
  readonly from: number;
  readonly to: number;
}

export interface TreeRequest {
  readonly runId: number;
  readonly functionId: number;
  /** Simulated seconds since the run's start. */
  readonly time: number;
  /** VMs to send at the most, breadth first; the rest are only counted. */
  readonly limit: number;
}

export type VmState = 'provisioning' | 'ready';

/** One function tree at one moment. Arrays run in parallel, breadth first, the root first. */
export interface TreeSnapshot {
  readonly time: number;
  readonly vms: number;
  /** Edges on the longest path from the root; -1 for an empty tree. */
  readonly height: number;
  readonly vm: readonly number[];
  /** Index in these arrays of the VM's upstream, -1 for the root, which reads the registry. */
  readonly upstream: readonly number[];
  readonly state: readonly VmState[];
  /** Share of the blocks needed for start that have arrived, 0 to 1. */
  readonly progress: readonly number[];
  /** True while this VM is fetching blocks from its upstream (or, for the root, the registry). */
  readonly fetching: readonly boolean[];
  /**
   * When the VM's container was asked for, and when it had started; simulated seconds, NaN where not yet.
   * Typed arrays, because VS Code's channel to the page turns a NaN anywhere else into null.
   */
  readonly requestedAt: Float64Array;
  readonly startedAt: Float64Array;
  /** VMs left out by `limit`. */
  readonly omitted: number;
  /** The last few changes up to `time`, newest first, in words. */
  readonly recent: readonly { readonly time: number; readonly text: string }[];
}

/**
 * Every question the page or a command can put to the worker that holds a trace.
 * The one list from which call and answer types are derived on both sides of both channels.
 */
export interface TraceQueries {
  overview(request: Record<string, never>): Overview;
  series(request: SeriesRequest): Series;
  latencyCdf(request: CdfRequest): readonly Curve[];
  functions(request: FunctionsRequest): FunctionsPage;
  function(request: { readonly functionId: number }): FunctionSummary;
  lines(request: LinesRequest): Lines;
  systems(request: Record<string, never>): {
    readonly systems: readonly SystemInfo[];
    readonly parameters: readonly ParameterInfo[];
  };
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

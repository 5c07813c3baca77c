import type { CalibrationReport, DrawnQuantile } from '../calibration';
import type { ExploreReply } from '../explore';
import type { Curve } from '../numeric';
import type { Preset } from '../reference';
import type {
  CriticalPath,
  Limits,
  ParameterInfo,
  ProfileSummary,
  RunFunctions,
  RunTimeline,
  SystemInfo,
  VmFunctions,
} from '../simulation';
import type {
  Bursts,
  FunctionSummary,
  FunctionsPage,
  KeepAlive,
  Lines,
  Overview,
  Series,
  StageTimes,
} from '../statistics';
import type { AxisInfo } from '../sweep';
import type { PublishedFigures, ReproducedFigure } from './figures';
import type { MappingOutcome, TableProposal } from './mapping';
import type { QueryName, RequestFor } from './requests';
import type { RunSummary } from './runs';

export type { CalibrationReport, DrawnQuantile, QuantileError, ReplayCheck } from '../calibration';
export type * from '../comparison';
export type * from '../explore';
export type { Curve, Limit } from '../numeric';
export type { Preset } from '../reference';
export type * from '../simulation';
export type * from '../statistics';
export type { AxisEntry, AxisInfo } from '../sweep';
export type { AssumptionKey, SourceVersion } from '../trace';
export type * from './mapping';
export type {
  ExploreQueryName,
  FigureQueryName,
  QueryName,
  RunQueryName,
  TableQueryName,
  TraceQueryName,
} from './requests';
export type * from './runs';

/** A fitted trace, checked. */
export interface CalibrationAnswer {
  readonly report: CalibrationReport;
  /** How well it predicts what it has not seen, in one sentence. */
  readonly headline: string;
  /** What was fitted, a few sentences. */
  readonly fittedText: string;
  /** Latency CDFs: recorded, then of the fitted trace, simulated on the system that it was recorded on. */
  readonly curves: readonly Curve[];
}

/** Latencies of a run over what the trace of its replay leaves possible. */
export interface DrawnRun {
  /** Simulations. */
  readonly draws: number;
  readonly quantiles: readonly DrawnQuantile[];
}

/** How many runs a sweep has. */
export interface SweepUnits {
  readonly units: number;
  /** By axis: the number of values, and the values in words. */
  readonly axes: readonly { readonly values: number; readonly shown: string }[];
}

/** A page of the functions that a filter leaves. */
export interface ListedFunctions extends FunctionsPage {
  /** Cold starts of each listed function in the whole trace. */
  readonly whole: Uint32Array;
}

/** The answer to each query. Their requests are in `requests/`. */
interface QueryAnswers {
  overview: Overview;
  series: Series;
  latencyCdf: readonly Curve[];
  stages: StageTimes;
  bursts: Bursts;
  functions: ListedFunctions;
  function: FunctionSummary;
  keepAlive: KeepAlive;
  lines: Lines;
  explore: ExploreReply;
  /** null for a file that is no delimited table. */
  tableSample: TableProposal | null;
  tryMapping: MappingOutcome;
  systems: {
    readonly systems: readonly SystemInfo[];
    readonly parameters: readonly ParameterInfo[];
    /** What a sweep can vary. */
    readonly axes: readonly AxisInfo[];
    /** Range and default of every other number of a run. */
    readonly limits: Limits;
    readonly presets: readonly Preset[];
    /** Names of the systems that a trace can have been recorded on; the first is assumed. */
    readonly recorders: readonly string[];
  };
  /** Reads a profile; fails with what is wrong with it, by line and column. */
  profile: ProfileSummary;
  /** How well the fitted trace reproduces what was recorded. Ends early when the request is cancelled. */
  calibration: CalibrationAnswer;
  /** null for a run of a replay that is not fitted. Ends early when the request is cancelled. */
  drawnRun: DrawnRun | null;
  sweepUnits: SweepUnits;
  /** Answers with the run that is already there if it would have the same result. */
  startRun: { readonly runId: number };
  cancelRun: Record<string, never>;
  removeRun: Record<string, never>;
  runs: readonly RunSummary[];
  runCurves: readonly Curve[];
  runFunctions: RunFunctions;
  vmFunctions: VmFunctions;
  /** Simulates the run again up to then, and reports progress. Ends early when the request is cancelled. */
  runTimeline: RunTimeline;
  /** May simulate the run again up to the start. Ends early when the request is cancelled. */
  criticalPath: CriticalPath;
  /** A curve for each run, in their order; empty for a run without the function. */
  readyCurves: readonly Curve[];
  figures: PublishedFigures;
  /** Simulates a figure; ends early when the request is cancelled. */
  reproduce: ReproducedFigure;
}

/** Every question that the page or a command can ask the worker that holds a trace. */
export type TraceQueries = { [N in QueryName]: (request: RequestFor<N>) => QueryAnswers[N] };

export type QueryAnswer<N extends QueryName> = QueryAnswers[N];

import type { Curve } from '../numeric';
import type { Preset } from '../reference';
import type {
  Limits,
  NamedProfile,
  ParameterInfo,
  ProfileSummary,
  RunRequest,
  SystemInfo,
  TreeInfo,
  TreeSnapshot,
} from '../simulation';
import type {
  CdfRequest,
  FunctionSummary,
  FunctionsPage,
  FunctionsRequest,
  Lines,
  LinesRequest,
  Overview,
  Series,
  SeriesRequest,
} from '../statistics';
import type { FigureQueries } from './figures';
import type { RunCurvesRequest, RunSummary, TreeRequest } from './runs';

export type { Curve, Limit } from '../numeric';
export type { Preset } from '../reference';
export type * from '../simulation';
export type * from '../statistics';
export type { SourceVersion } from '../trace';
export type * from './runs';

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
    /** Range and default of every other number of a run. */
    readonly limits: Limits;
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

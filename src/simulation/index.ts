export type * from './answers';
export { DEFAULT_RECORDER, RUN_CURVE_KINDS, SERIES_NAMES } from './answers';
export { parseFailure, requireFailures } from './failures';
export { LIMITS, type Limits, MAX_RUN_FILE_LENGTH } from './limits';
export { PARAMETERS } from './parameterList';
export { ParameterError, resolveParameters } from './parameters';
export { RandomStream } from './random';
export {
  completionCurve,
  containerCdfOf,
  latencyCdfOf,
  recordedCdfOf,
  responseCurve,
  seriesCurve,
} from './results/curves';
export { type LatencyDistribution, latencyDistribution, MOST_BINS, quantileOfBins } from './results/distribution';
export { longestResponses, type ResponseSpan, responseSpans } from './results/responsesOverTime';
export { type MeanOverSeeds, meanOverSeeds } from './results/seeds';
export { type RunStarts, recordedStarts, simulatedStarts } from './results/starts';
export { summarizeRun } from './results/summary';
export {
  checkedRunFile,
  type NamedTrace,
  parseRunFile,
  type RunFile,
  RunFileError,
  type RunFileTrace,
  type RunFileWorkload,
  requestsOf,
  runFileOf,
  runFileText,
} from './runFile';
export { settingsSchema } from './settingsSchema';
export { SystemError, simulate } from './simulate';
export { type SeededRun, simulateSeeds } from './simulateSeeds';
export {
  inLanes,
  type MeasuredRun,
  type Simulator,
  type SummarizedRun,
  sharedCheckpoint,
  simulatesHere,
} from './simulator';
export { RECORDERS, SYSTEMS } from './systems';
export type {
  Checkpoint,
  FunctionSpec,
  Parameters,
  Run,
  RunResult,
  RunTotals,
  VmFailure,
  Workload,
} from './types';
export { ImageState } from './types';
export { changedParameters, givesSize, unusedParameters } from './unusedParameters';
export { criticalPathOf } from './watch/criticalPath';
export { FunctionsOfRun, readyCurve, vmFunctions } from './watch/functions';
export type { WatchedWindow } from './watch/records';
export { timelineOf } from './watch/timeline';
export { type Recording, watchFunction } from './watch/watchFunction';
export { type BurstOptions, burstWorkload } from './workload/burst';
export { WorkloadError } from './workload/errors';
export type { Profile, ProfileOptions } from './workload/profile';
export { isProfileHeader } from './workload/profileColumns';
export { MAX_PROFILE_LENGTH, readProfile } from './workload/readProfile';
export { profileSummary, requestedProfile } from './workload/requestedProfile';
export { type MadeWorkload, requestedWorkload } from './workload/requestedWorkload';
export { type TraceSelection, traceWorkload } from './workload/trace';

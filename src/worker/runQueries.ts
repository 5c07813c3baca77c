import { filterText, requireFilter } from '../filter';
import { matchingInOrder } from '../matching';
import type { Checkpoint } from '../numeric';
import type { Curve, RunCurvesRequest, RunQueryName, RunRequest, SystemInfo, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import { RequestError } from '../protocol/rpc';
import { PRESETS } from '../reference';
import {
  completionCurve,
  containerCdfOf,
  DEFAULT_RECORDER,
  LIMITS,
  latencyCdfOf,
  PARAMETERS,
  profileSummary,
  RECORDERS,
  type Run,
  type RunResult,
  recordedCdfOf,
  requestedWorkload,
  requireFailures,
  resolveParameters,
  responseCurve,
  type Simulator,
  SYSTEMS,
  seriesCurve,
  traceWorkload,
} from '../simulation';
import { AXIS_KINDS, type AxisInfo, type AxisKind } from '../sweep';
import { Calibrations } from './calibrations';
import { type OpenTrace, openTable, replayedTrace } from './openTrace';
import type { RunStore } from './runStore';
import { fieldsOf, noTrace } from './traceQueries';
import { turnTaker } from './turns';
import { watchQueries } from './watchQueries';

/** Answers the queries about runs. @param current the trace that a new run replays, null before any was read */
export function runQueries(
  runs: RunStore,
  current: () => OpenTrace | null,
  simulator?: Simulator,
): Pick<Handlers<TraceQueries>, Exclude<RunQueryName, 'sweepUnits'>> {
  const calibrations = new Calibrations(simulator);
  return {
    systems: () => ({
      systems: SYSTEMS.map(systemInfo),
      parameters: PARAMETERS,
      axes: AXIS_KINDS.map(axisInfo),
      limits: LIMITS,
      presets: PRESETS,
      recorders: [DEFAULT_RECORDER, ...RECORDERS.filter((name) => name !== DEFAULT_RECORDER)],
    }),
    calibration: ({ recordedOn, parameters, seed, pixels }, signal) => {
      const trace = current() ?? noTrace();
      const fit = { recordedOn, seed };
      return calibrations.checked(trace, fit, resolveParameters(parameters), pixels, turnTaker(signal));
    },
    profile: ({ name, csv, pixels }) => profileSummary({ name, csv }, pixels),
    drawnRun: ({ runId }, signal) => calibrations.drawn(runs.finished(runId).run, turnTaker(signal)),
    startRun: async (request, signal) => {
      const trace = request.workload.kind === 'trace' ? current() : null;
      const replayed = trace && (await replayedTrace(trace));
      const known = runs.findEquivalent(request, replayed);
      if (known !== null) return { runId: known };
      const run = await runOf(request, trace, calibrations, turnTaker(signal));
      // The same run may have been started while the workload was made.
      return { runId: runs.findEquivalent(request, replayed) ?? runs.start(request, run, replayed) };
    },
    cancelRun: ({ runId }) => {
      runs.cancel(runId);
      return {};
    },
    removeRun: ({ runId }) => {
      runs.remove(runId);
      return {};
    },
    runs: () => runs.list(),
    runCurves: (request, signal) => runCurves(runs, request, signal),
    ...watchQueries(runs),
  };
}

function systemInfo({ name, label, kind, description, treeTop, extraVm }: SystemInfo): SystemInfo {
  return { name, label, kind, description, treeTop, extraVm };
}

function axisInfo({ nullable: _, check: __, apply: ___, ...info }: AxisKind): AxisInfo {
  return info;
}

/** Throws an error that names the wrong part of the request. */
async function runOf(
  { workload, system, parameters, seed, failures = [] }: RunRequest,
  trace: OpenTrace | null,
  calibrations: Calibrations,
  checkpoint: Checkpoint,
): Promise<Run> {
  const resolved = resolveParameters(parameters);
  requireFailures(failures, resolved);
  if (!SYSTEMS.some(({ name }) => name === system)) {
    const names = SYSTEMS.map(({ name }) => name).join(', ');
    throw new RequestError(`There is no system "${system.slice(0, 80)}".`, `The systems are ${names}.`);
  }
  const base = { system, parameters: resolved, seed, failures };
  if (workload.kind !== 'trace') {
    return { ...base, workload: await requestedWorkload(workload, resolved, checkpoint) };
  }
  if (!trace) throw new RequestError('There is no trace to replay.', 'Open one, or simulate a burst or a profile.');
  const { table, index, unitsPerSecond } = openTable(trace);
  const { relativeTime } = trace.file;
  const filter = requireFilter(workload.where ?? '', fieldsOf(trace));
  const byTime = await matchingInOrder(filter, table, unitsPerSecond, index.byTime, checkpoint);
  const selection = { ...workload, where: filterText(filter), byTime, relativeTime };
  const assumed = await traceWorkload(table, unitsPerSecond, resolved, selection, checkpoint);
  const { recordedOn } = workload;
  if (recordedOn === undefined) return { ...base, workload: assumed };
  return { ...base, workload: await calibrations.replay(trace, assumed, recordedOn, resolved, checkpoint) };
}

/**
 * One curve for each run, in their order, then the recorded latencies if they are requested and a run replays a trace.
 */
async function runCurves(
  runs: RunStore,
  { runIds, kind, pixels, recorded, vm }: RunCurvesRequest,
  signal: AbortSignal,
): Promise<readonly Curve[]> {
  const curves: Curve[] = [];
  for (const runId of runIds) {
    const { run, result } = isOfOneVm(kind) ? await watched(runs, runId, vm, signal) : runs.finished(runId);
    const label = SYSTEMS.find(({ name }) => name === run.system)?.label ?? run.system;
    curves.push({ ...curveOf(kind, run, result, pixels), name: `${label}, run ${runId}` });
  }
  if (!recorded || kind !== 'latencyCdf') return curves;
  const replayed = runIds.map((runId) => runs.finished(runId).run).find(({ workload }) => workload.recorded);
  const ofTrace = replayed && recordedCdfOf(replayed.workload, pixels);
  return ofTrace ? [...curves, ofTrace] : curves;
}

const isOfOneVm = (kind: RunCurvesRequest['kind']): boolean => kind === 'vmInBytes' || kind === 'vmOutBytes';

function watched(
  runs: RunStore,
  runId: number,
  vm: number | null,
  signal: AbortSignal,
): ReturnType<RunStore['watched']> {
  const { vms } = runs.finished(runId).run.parameters;
  if (vm !== null && vm <= vms) return runs.watched(runId, vm, signal);
  throw new RequestError(`There is no VM ${vm ?? ''} in the pool.`, `They have the numbers 0 to ${vms - 1}.`);
}

function curveOf(kind: RunCurvesRequest['kind'], run: Run, result: RunResult, pixels: number): Curve {
  if (kind === 'latencyCdf') return latencyCdfOf(run.workload, result, pixels);
  if (kind === 'containerCdf') return containerCdfOf(run.workload, result, pixels);
  if (kind === 'completion') return completionCurve(run.workload, result, pixels);
  if (kind === 'responseOverTime') return responseCurve(run.workload, result, pixels);
  return seriesCurve(result, kind, pixels);
}

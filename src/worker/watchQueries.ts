import type { CriticalPath, Curve, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import { RequestError } from '../protocol/rpc';
import {
  criticalPathOf,
  FunctionsOfRun,
  type Run,
  type RunResult,
  readyCurve,
  SYSTEMS,
  timelineOf,
  vmFunctions,
} from '../simulation';
import type { RunStore } from './runStore';
import { turnTaker } from './turns';

type WatchQueries = Pick<TraceQueries, 'runFunctions' | 'vmFunctions' | 'runTimeline' | 'criticalPath' | 'readyCurves'>;

/** Answers what is asked to watch a run. */
export function watchQueries(runs: RunStore): Handlers<WatchQueries> {
  const functions = new WeakMap<RunResult, FunctionsOfRun>();
  return {
    runFunctions: ({ runId, filter, limit }) => {
      const { run, result } = runs.finished(runId);
      const known = functions.get(result) ?? new FunctionsOfRun(run.workload, result);
      functions.set(result, known);
      return known.matching(filter, limit);
    },
    vmFunctions: ({ runId, vm, limit }) => {
      const { run, result } = runs.finished(runId);
      return vmFunctions(run.workload, result, vm, limit);
    },
    runTimeline: async ({ runId, functionId, from, to }, signal) => {
      const { run, result } = runs.finished(runId);
      requireFunction(run, functionId);
      const window = {
        functionId,
        from: Math.max(0, from ?? 0),
        to: Math.min(result.simulatedSeconds, to ?? Number.MAX_VALUE),
      };
      if (!(window.from <= window.to)) {
        const end = `It goes from 0 to ${result.simulatedSeconds} s.`;
        throw new RequestError(`Run ${runId} has no time from ${window.from} to ${window.to} s.`, end);
      }
      const recording = await runs.recording(runId, window, signal);
      return await timelineOf(recording, window.from, window.to, result.simulatedSeconds, turnTaker(signal));
    },
    criticalPath: ({ runId, row }, signal) => criticalPath(runs, runId, row, signal),
    readyCurves: ({ runIds, functionId, pixels }) => {
      const finished = runIds.map((runId) => runs.finished(runId));
      if (finished.length === 0) return [];
      requireFunction(finished[0].run, functionId);
      const { name } = finished[0].run.workload.functions[functionId];
      return finished.map(({ run, result }, i): Curve => {
        const { functions } = run.workload;
        const same =
          functions[functionId]?.name === name ? functionId : functions.findIndex((one) => one.name === name);
        const label = SYSTEMS.find((system) => system.name === run.system)?.label ?? run.system;
        return { ...readyCurve(run.workload, result, same, pixels), name: `${label}, run ${runIds[i]}` };
      });
    },
  };
}

/** Seconds: a start is recorded although its time is rounded. */
const ROUNDING = 1e-6;

async function criticalPath(runs: RunStore, runId: number, row: number, signal: AbortSignal): Promise<CriticalPath> {
  const { run, result } = runs.finished(runId);
  const { arrival, functionId } = run.workload;
  if (row >= arrival.length) {
    throw new RequestError(`Run ${runId} has no cold start ${row}.`, `It has ${arrival.length}, numbered from 0.`);
  }
  const latency = result.provisioning[row];
  if (Number.isNaN(latency)) {
    throw new RequestError(`Request ${row} was never served: its VM failed.`, 'Choose one that was.');
  }
  if (result.warm?.[row] === 1) return criticalPathOf(run, null, result, row);
  const to = Math.min(arrival[row] + latency + ROUNDING, result.simulatedSeconds);
  const recording = await runs.recording(runId, { functionId: functionId[row], from: arrival[row], to }, signal);
  if (recording.to < to) {
    throw new RequestError(
      `Too much happened while start ${row} was under way.`,
      'Choose a start of another function.',
    );
  }
  return criticalPathOf(run, recording, result, row);
}

function requireFunction({ workload }: Run, functionId: number): void {
  if (functionId < workload.functions.length) return;
  throw new RequestError(
    `The run has no function ${functionId}.`,
    `Its ${workload.functions.length} functions have numbers from 0.`,
  );
}

import type { Curve, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import { RequestError } from '../protocol/rpc';
import { FunctionsOfRun, type Run, type RunResult, readyCurve, SYSTEMS, timelineOf } from '../simulation';
import type { RunStore } from './runStore';

type WatchQueries = Pick<TraceQueries, 'runFunctions' | 'runTimeline' | 'readyCurves'>;

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
      return timelineOf(await runs.recording(runId, window, signal), result.simulatedSeconds);
    },
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

function requireFunction({ workload }: Run, functionId: number): void {
  if (functionId < workload.functions.length) return;
  throw new RequestError(
    `The run has no function ${functionId}.`,
    `Its ${workload.functions.length} functions have numbers from 0.`,
  );
}

import type { Handlers } from '../protocol/rpc';
import type { OpenRequest, WorkerEvents, WorkerRequests } from '../protocol/worker';
import { compareQueries } from './compareQueries';
import { exploreQueries } from './exploreQueries';
import { exportRun } from './exportRun';
import { figureQueries } from './figures';
import { foreignProfile } from './foreignProfile';
import { type OpenTrace, openTrace, replayedTrace, sharedTrace } from './openTrace';
import { runFileQueries } from './runFiles';
import { runQueries } from './runQueries';
import { RunStore } from './runStore';
import type { SimulationPool } from './simulationPool';
import { sweepQueries } from './sweepResults';
import { makeSyntheticTrace } from './syntheticTrace';
import { tableQueries } from './tableQueries';
import type { ThreadPool } from './threadPool';
import { noTrace, traceQueries } from './traceQueries';

type Emit = <E extends keyof WorkerEvents>(name: E, event: WorkerEvents[E]) => void;

/**
 * The work of one worker thread, which holds at most one trace and any number of runs.
 * @param pool threads for large files; without it, this thread reads alone
 * @param simulator threads for runs; without it, this thread simulates alone
 */
export function traceWorker(
  firstRunId: number,
  emit: Emit,
  pool?: ThreadPool,
  simulator?: SimulationPool,
): Handlers<WorkerRequests> {
  let trace: OpenTrace | null = null;
  let opened: OpenRequest | null = null;
  const runs = new RunStore(
    {
      progress: (progress) => emit('runProgress', progress),
      changed: (summary) => emit('runChanged', summary),
    },
    firstRunId,
    simulator,
  );
  const take = (opened: OpenTrace) => {
    trace = opened;
    // A file that cannot be hashed can still be shown; a run of it will fail for the same reason.
    replayedTrace(opened).then(
      (replayed) => trace === opened && runs.traceChanged(replayed),
      () => {},
    );
    return sharedTrace(opened);
  };
  return {
    ...traceQueries(() => trace),
    ...exploreQueries(() => trace),
    ...compareQueries(runs, () => trace),
    ...tableQueries(() => opened),
    ...runQueries(runs, () => trace, simulator),
    ...runFileQueries(() => trace),
    ...figureQueries((progress) => emit('reproduceProgress', progress), simulator),
    open: async (request, signal) => {
      opened = request;
      return take(await openTrace(request, (progress) => emit('readProgress', progress), signal, pool));
    },
    traceHash: async () => {
      const { sha256 } = trace ?? noTrace();
      return { sha256: await sha256 };
    },
    setUnit: ({ unit }) => take({ ...(trace ?? noTrace()), unit }),
    ...sweepQueries(),
    foreignProfile,
    exportRun: (request, signal) => exportRun(runs.finished(request.runId), request, signal),
    generate: (request, signal) => makeSyntheticTrace(request, (rows) => emit('generateProgress', { rows }), signal),
  };
}

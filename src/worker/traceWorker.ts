import type { Handlers } from '../protocol/rpc';
import type { WorkerEvents, WorkerRequests } from '../protocol/worker';
import { generate } from './generate';
import { type OpenTrace, openTrace, sharedTrace, traceQueries } from './openTrace';
import { runCsvPage } from './runCsv';
import { runQueries } from './runQueries';
import { Runs } from './runs';

type Emit = <E extends keyof WorkerEvents>(name: E, event: WorkerEvents[E]) => void;

/** What one worker thread does: it holds at most one trace, and any number of runs on it. */
export function traceWorker(firstRunId: number, emit: Emit): Handlers<WorkerRequests> {
  let trace: OpenTrace | null = null;
  let versions = 0;
  const runs = new Runs(
    {
      progress: (progress) => emit('runProgress', progress),
      changed: (summary) => emit('runChanged', summary),
    },
    firstRunId,
  );
  return {
    ...traceQueries(() => trace),
    ...runQueries(runs, () => trace),
    open: async (request, signal) => {
      const opened = await openTrace(request, (progress) => emit('readProgress', progress), signal);
      trace = { ...opened, version: ++versions };
      return sharedTrace(trace);
    },
    setUnit: ({ unit }) => {
      if (!trace) throw new Error('No trace has been read.');
      trace = { ...trace, unit, version: ++versions };
      return sharedTrace(trace);
    },
    runCsv: ({ runId, from, rows }) => {
      const { run, result } = runs.finished(runId);
      const next = from + rows < run.workload.arrival.length ? from + rows : null;
      return { text: new TextEncoder().encode(runCsvPage(run, result, from, rows)), next };
    },
    generate: (request, signal) => generate(request, (rows) => emit('generateProgress', { rows }), signal),
  };
}

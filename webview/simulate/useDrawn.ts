import type { DrawnRun } from '../../src/protocol/queries';
import { useDashboard } from '../state/dashboard';
import { type Query, useQuery } from '../state/query';
import type { FinishedRun } from './comparison';

/** By run: its latencies over what the trace leaves possible. */
export type DrawnRuns = ReadonlyMap<number, DrawnRun>;

/** Asks for the intervals of fitted replays, once all runs are done: they share the worker. */
export function useDrawn(runs: readonly FinishedRun[]): Query<DrawnRuns> {
  const dashboard = useDashboard();
  const ids = runs.filter(isFitted).map(({ runId }) => runId);
  return useQuery(
    (abort) => {
      if (ids.length === 0 || dashboard.runs.running.value.length > 0) return null;
      return oneByOne(ids, (runId) => dashboard.host.ask('drawnRun', { runId }, abort));
    },
    [dashboard, ids.join()],
  );
}

export function isFitted({ request: { workload } }: FinishedRun): boolean {
  return workload.kind === 'trace' && workload.recordedOn !== undefined;
}

async function oneByOne(ids: readonly number[], ask: (runId: number) => Promise<DrawnRun | null>): Promise<DrawnRuns> {
  const answers = new Map<number, DrawnRun>();
  for (const runId of ids) {
    const drawn = await ask(runId);
    if (drawn) answers.set(runId, drawn);
  }
  return answers;
}

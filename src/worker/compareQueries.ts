import { compared, type SideRows, type SideSummary, sideOfTrace, summarizeSide } from '../comparison';
import { requireFilter } from '../filter';
import type { Checkpoint } from '../numeric';
import type { Handlers } from '../protocol/rpc';
import { RequestError } from '../protocol/rpc';
import type { OwnSide, SidePlace, SummarizedSide, WorkerRequests } from '../protocol/worker';
import { type RunStarts, recordedStarts, simulatedStarts } from '../simulation';
import { rowsByAscending } from '../statistics';
import { type OpenTrace, openTable } from './openTrace';
import type { RunStore } from './runStore';
import { fieldsOf, noTrace } from './traceQueries';
import { turnTaker } from './turns';

/** Summaries that are kept: those of the two sides shown, and of those before. */
const MOST_KEPT = 4;

interface Kept {
  readonly trace: OpenTrace | null;
  readonly key: string;
  readonly summary: SideSummary;
}

/** Answers what two sides differ in. @param current the trace that was read last, null before any was read */
export function compareQueries(
  runs: RunStore,
  current: () => OpenTrace | null,
): Pick<Handlers<WorkerRequests>, 'summarizeSide' | 'compareSides'> {
  let kept: readonly Kept[] = [];
  const summarized = async (side: OwnSide, place: SidePlace, pixels: number, checkpoint: Checkpoint) => {
    const trace = current();
    const key = JSON.stringify([side, place, pixels]);
    const known = kept.find((one) => one.trace === trace && one.key === key);
    const rows = () =>
      side.kind === 'run' ? rowsOfRun(runs, side) : rowsOfTrace(trace ?? noTrace(), side, checkpoint);
    const summary = known?.summary ?? (await summarizeSide(await rows(), place, pixels, checkpoint));
    // Those of an earlier version of the trace are not asked for again.
    kept = [{ trace, key, summary }, ...kept.filter((one) => one.trace === trace && one.key !== key)].slice(
      0,
      MOST_KEPT,
    );
    return summary;
  };
  return {
    summarizeSide: ({ side, place, pixels }, signal) => summarized(side, place, pixels, turnTaker(signal)),
    compareSides: async ({ a, b, pixels, ...options }, signal) => {
      const checkpoint = turnTaker(signal);
      const summaryOf = (side: OwnSide | SummarizedSide, place: SidePlace) =>
        side.kind === 'summary' ? side.summary : summarized(side, place, pixels, checkpoint);
      return compared(await summaryOf(a, 0), await summaryOf(b, 1), options, checkpoint);
    },
  };
}

/** Throws a `FilterError`. */
function rowsOfTrace(
  trace: OpenTrace,
  { where, isRest }: Extract<OwnSide, { kind: 'where' }>,
  checkpoint: Checkpoint,
): Promise<SideRows> {
  const { table, index, unitsPerSecond } = openTable(trace);
  const { byTime, byLatency } = index;
  const timeAt = (at: number) => table.time[byTime[at]];
  const timeRange = byTime.length === 0 ? null : { from: timeAt(0), to: timeAt(byTime.length - 1) };
  const filter = requireFilter(where, fieldsOf(trace));
  return sideOfTrace({ table, unitsPerSecond, byLatency, timeRange }, filter, isRest, checkpoint);
}

async function rowsOfRun(runs: RunStore, { runId, recorded }: Extract<OwnSide, { kind: 'run' }>): Promise<SideRows> {
  const { run, result } = runs.finished(runId);
  const starts = recorded ? recordedStarts(run) : simulatedStarts(run, result);
  if (!starts) throw new RequestError(`Run ${runId} replays no trace: nothing was recorded.`, 'Choose a replay.');
  const { arrival, latency, functionId, functionNames } = starts;
  return {
    rows: await rowsByAscending(latency),
    latency,
    unitsPerSecond: 1,
    functionId,
    functionNames,
    stages: stagesOf(starts),
    seconds: arrival.length === 0 ? null : arrival[arrival.length - 1] - arrival[0],
    warm: null,
  };
}

function stagesOf({ stages }: RunStarts): SideRows['stages'] {
  return stages.map(({ name, seconds }) => ({ key: name, title: name, values: seconds }));
}

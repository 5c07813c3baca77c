import { useState } from 'preact/hooks';
import type { RunFunction, RunFunctions, RunSummary, RunTimeline } from '../../src/protocol/queries';
import { counted, shortName } from '../../src/text';
import { Answer } from '../parts/Answer';
import { Select } from '../parts/Select';
import { runLabel } from '../simulate/comparison';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { runKey } from '../state/requestKey';
import { useChangeView } from './useChangeView';
import { Watch } from './Watch';

interface WatchRunProps {
  readonly run: RunSummary;
  readonly runs: readonly RunSummary[];
  readonly model: Model;
}

/** Functions that a list can show and stay usable. */
const MOST_LISTED = 100;

/** Chooses the run, and the function of it. */
export function WatchRun({ run, runs, model }: WatchRunProps) {
  const dashboard = useDashboard();
  const { functionName } = dashboard.view.watch.value;
  const [filter, setFilter] = useState('');
  const functions = useQuery(
    (abort) => dashboard.host.ask('runFunctions', { runId: run.runId, filter, limit: MOST_LISTED }, abort),
    [dashboard, run.runId, filter],
  );
  const wanted = useQuery(
    (abort) =>
      functionName === null
        ? null
        : dashboard.host.ask('runFunctions', { runId: run.runId, filter: functionName, limit: MOST_LISTED }, abort),
    [dashboard, run.runId, functionName],
  );
  return (
    <Answer query={functions} what="Listing the functions">
      {(list) => {
        if (functionName !== null && wanted.answer.value.loading && !wanted.answer.value.value) return null;
        const named = wanted.answer.value.value?.functions.find(({ name }) => name === functionName);
        const chosen = named ?? list.functions[0];
        if (!chosen) return <p class="empty">No function of this run had a cold start.</p>;
        return (
          <Parts key={chosen.functionId} run={run} runs={runs} model={model} chosen={chosen}>
            <RunSelect run={run} runs={runs} model={model} />
            <FunctionSelect list={list} chosen={chosen} onFilter={setFilter} />
          </Parts>
        );
      }}
    </Answer>
  );
}

function RunSelect({ run, runs, model }: WatchRunProps) {
  const dashboard = useDashboard();
  const change = useChangeView();
  const choices = runs.map((one) => ({
    value: runKey(one),
    label: `${runLabel(one.request, model.systems, model.parameters)}: ${dashboard.names.describeRun(one)}`,
  }));
  return (
    <Select label="Run" value={runKey(run)} choices={choices} onChange={(key) => change({ run: key, time: null })} />
  );
}

interface FunctionSelectProps {
  readonly list: RunFunctions;
  readonly chosen: RunFunction;
  readonly onFilter: (filter: string) => void;
}

/** A list of the functions; with many, a field that finds one by a part of its name. */
function FunctionSelect({ list, chosen, onFilter }: FunctionSelectProps) {
  const change = useChangeView();
  const choose = (name: string) => change({ functionName: name, time: null });
  if (list.total === 1 && list.functions[0] === chosen) return null;
  const listed = list.functions.some((one) => one.name === chosen.name) ? list.functions : [chosen, ...list.functions];
  const choices = listed.map((one) => ({
    value: one.name,
    label: `${shortName(one.name)} (${counted(one.starts, 'start')} on ${counted(one.vms, 'VM')})`,
  }));
  return (
    <>
      <Select label="Function" value={chosen.name} choices={choices} onChange={choose} />
      {(list.total > MOST_LISTED / 4 || list.total < list.functions.length) && (
        <input
          type="search"
          class="input watch-find"
          aria-label="Find a function"
          placeholder="find a function"
          onChange={(event) => onFilter(event.currentTarget.value)}
        />
      )}
    </>
  );
}

interface PartsProps extends WatchRunProps {
  readonly chosen: RunFunction;
  readonly children: preact.ComponentChildren;
}

/** A part of the run's time. */
interface Part {
  readonly from: number | null;
  readonly time: number | null;
  readonly plays: boolean;
}

/** Asks for the timeline; for a long run in parts, the busiest first. */
function Parts({ run, runs, model, chosen, children }: PartsProps) {
  const dashboard = useDashboard();
  const saved = dashboard.view.watch.peek().time;
  const [part, setPart] = useState<Part>({ from: null, time: saved, plays: false });
  const timeline = useQuery(
    (abort) =>
      dashboard.host
        .ask('runTimeline', { runId: run.runId, functionId: chosen.functionId, from: part.from, to: null }, abort)
        .then((answer) => ({ answer, part })),
    [dashboard, run.runId, chosen.functionId, part],
  );
  return (
    <Answer
      query={timeline}
      what="Replaying the run"
      meanwhile={<Meanwhile what="Replaying the run">{children}</Meanwhile>}
    >
      {({ answer, part: asked }) => {
        const wanted = asked.time ?? chosen.busiest.from;
        if (asked.from === null && wanted > answer.to && answer.to < answer.runEnd) {
          // What is looked for is in a later part.
          queueMicrotask(() => setPart({ from: Math.max(0, wanted - 1), time: asked.time, plays: false }));
          return null;
        }
        return (
          <Watch
            key={`${asked.from}`}
            run={run}
            runs={runs}
            model={model}
            chosen={chosen}
            timeline={answer}
            start={asked.time ?? opening(answer)}
            plays={asked.plays}
            onPart={(from, plays) => setPart({ from, time: from, plays })}
          >
            {children}
          </Watch>
        );
      }}
    </Answer>
  );
}

/** The busiest moment. */
function opening({ busiest, from }: RunTimeline): number {
  return busiest[0]?.time ?? from;
}

interface MeanwhileProps {
  readonly what: string;
  readonly children: preact.ComponentChildren;
}

function Meanwhile({ what, children }: MeanwhileProps) {
  return (
    <>
      <div class="watch-controls">{children}</div>
      <p class="empty" role="status">
        {what}…
      </p>
    </>
  );
}

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LatencySummary, RunSummary } from '../../src/protocol/queries';
import { counted, duration } from '../../src/text';
import { ChartSource } from '../charts/source';
import { Select } from '../parts/Select';
import { type Dashboard, useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { ComparisonTable, StagesTable } from './ComparisonTable';
import { compare, defaultBaseline, type FinishedRun, finishedRuns, sharedTexts, unusedInAll } from './comparison';
import { DifferencesTables } from './DifferencesTables';
import { DrawnTable } from './DrawnTable';
import { assumptionsOf, type ExportedComparison } from './export';
import { groupName } from './groupName';
import type { RunGroup } from './groups';
import { OutdatedNote } from './OutdatedNote';
import { RangesFigure } from './RangesFigure';
import { ResultsMenu } from './ResultsMenu';
import { CdfFigure, RunCharts, useRunCurves } from './RunCharts';
import { latenciesOfCurve, rangesOf } from './ranges';
import { SeriesChart } from './SeriesChart';
import { TotalsTables } from './TotalsTables';
import { useDrawn } from './useDrawn';

interface ResultsProps {
  readonly model: Model;
  /** One group, or two that are compared. */
  readonly shown: readonly RunGroup[];
  /** Shown between the main table and everything else. */
  readonly list: ComponentChildren;
}

/** Names of two groups that are compared. */
export const LETTERS = ['A', 'B'] as const;

/** Results of the finished runs of one or two groups, compared with each other and with the trace. */
export function Results({ model, shown, list }: ResultsProps) {
  const { systems } = model;
  const runs = useMemo(() => {
    const found = shown.flatMap((group) => group.runs);
    if (shown.length === 1) return finishedRuns(found, model);
    const order = new Map(systems.map(({ name }, i) => [name, i]));
    const sorted = found.toSorted((a, b) => (order.get(a.request.system) ?? 0) - (order.get(b.request.system) ?? 0));
    return finishedRuns(sorted, model, (run) => (shown[0].runs.includes(run) ? LETTERS[0] : LETTERS[1]));
  }, [shown, model]);
  if (runs.length === 0) return <>{list}</>;
  return <Shown key={shown.map(({ key }) => key).join()} model={model} shown={shown} runs={runs} list={list} />;
}

function Shown({ model, shown, runs, list }: ResultsProps & { readonly runs: readonly FinishedRun[] }) {
  const dashboard = useDashboard();
  const { baseline } = dashboard.view;
  const [{ first }] = shown;
  const { kind } = first.request.workload;
  const cdf = useRunCurves(runs, 'latencyCdf');
  const drawn = useDrawn(runs);
  const baselineKey = runs.find((run) => run.key === baseline.value)?.key ?? defaultBaseline(runs) ?? '';
  const compared = compare(runs, baselineKey);
  const workload = describedWorkload(dashboard, shown, runs, model);
  const curves = cdf.answer.value.value;
  const exact = recordedBy(dashboard, first);
  const ofTrace = kind === 'trace' && curves && curves.length > runs.length ? curves[curves.length - 1] : null;
  const recorded = exact ?? (ofTrace && latenciesOfCurve(ofTrace));
  const ranges = useMemo(
    () => rangesOf(runs, recorded, drawn.answer.value.value),
    [runs, ofTrace, exact, drawn.answer.value],
  );
  const whiskers = whiskersText(runs, drawn.answer.value.value);
  const exported: ExportedComparison = {
    workload,
    baseline: runs.find((run) => run.key === baselineKey)?.label ?? '',
    runs: compared,
  };
  const assumptions = assumptionsOf(compared);
  const latency = kind === 'profile' ? 'Response time' : 'Provisioning latency';
  return (
    <ChartSource.Provider value={workload}>
      <section class="results" aria-label="Simulated results">
        <div class="results-head">
          <h3>Simulated results</h3>
          <span class="hint grow">{shown.length === 1 ? groupName(dashboard, shown[0]) : 'two runs compared'}</span>
          {runs.length > 1 && (
            <Select
              label="Speed-up relative to"
              value={baselineKey}
              choices={runs.map(({ key, label }) => ({ value: key, label: `Speed-up over ${label}` }))}
              onChange={(key) => (baseline.value = key)}
            />
          )}
          <ResultsMenu {...{ exported, model, shown, ranges, whiskers, curves }} />
        </div>
        {shown.map((group) => (
          <OutdatedNote key={group.key} run={group.first} />
        ))}
        {unusedInAll(runs).map((reason) => (
          <p class="warning" key={reason}>
            {reason}
          </p>
        ))}
        {shown.length === 2 && <DifferencesTables model={model} shown={shown} />}
        <div class="results-pictures">
          <RangesFigure name={`${latency}, simulated`} whiskers={whiskers} ranges={ranges} />
          <CdfFigure runs={runs} kind={kind} query={cdf} />
        </div>
        <p class="summary">
          {workload}. All numbers are simulated, except those marked as recorded. {costText(runs)}
        </p>
        <ComparisonTable runs={compared} recorded={exact} />
        {list}
        <DrawnTable runs={runs} query={drawn} />
        {kind === 'profile' && (
          <p class="hint">
            Cold: a new container served the request. Warm: an existing container did. Waited: warm requests that waited
            for a container to become free. A container that was ordered may start when no request needs it any more.
          </p>
        )}
        <RunCharts runs={runs} kind={kind} />
        <SeriesChart runs={runs} systems={model.systems} />
        <TotalsTables runs={compared} />
        <StagesTable runs={compared} />
        {assumptions.length > 0 && (
          <section aria-label="Assumptions">
            <h4>Assumptions</h4>
            <ul class="assumptions">
              {assumptions.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </section>
        )}
      </section>
    </ChartSource.Provider>
  );
}

/** The workloads in words, with the parameters that all runs share. */
function describedWorkload(
  { names }: Dashboard,
  shown: readonly RunGroup[],
  runs: readonly FinishedRun[],
  { parameters }: Model,
): string {
  const workloads = [...new Set(shown.map(({ first }) => names.describeRun(first)))];
  const { seed, seeds } = shown[0].first.request;
  const seedsText = shown.length > 1 || seeds === 1 ? [] : [`${seeds} seeds from ${seed}`];
  return [workloads.join(' and '), ...sharedTexts(runs, parameters), ...seedsText].join(', ');
}

function whiskersText(runs: readonly FinishedRun[], drawn: ReturnType<typeof useDrawn>['answer']['value']['value']) {
  if (drawn && drawn.size > 0) return '5 to 95 % of what the trace leaves possible';
  return runs.some(({ numbers }) => numbers.overSeeds) ? '95 % over the seeds' : '';
}

/** What it took to compute: "1,234 events in 0.2 s". */
function costText(runs: readonly FinishedRun[]): string {
  const events = runs.reduce((sum, { numbers }) => sum + numbers.events, 0);
  const seconds = runs.reduce((sum, { numbers }) => sum + numbers.wallSeconds, 0);
  return `${counted(events, 'event')} in ${duration(seconds)} of computing.`;
}

/** Latency recorded for the cold starts of a run: known if it replays the whole trace in its current version. */
function recordedBy(dashboard: Dashboard, { request: { workload }, outdated }: RunSummary): LatencySummary | null {
  if (outdated) return null;
  const whole =
    workload.kind === 'trace' &&
    workload.from === null &&
    workload.to === null &&
    workload.functionId === null &&
    !workload.where;
  return whole ? (dashboard.connection.overview.answer.value.value?.latency ?? null) : null;
}

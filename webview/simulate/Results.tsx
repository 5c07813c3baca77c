import { useMemo } from 'preact/hooks';
import type { Curve, LatencySummary, RunCurvesRequest, RunSummary, WorkloadRequest } from '../../src/protocol/queries';
import { counted, duration } from '../../src/text';
import { countAxis, secondsAxis } from '../charts/axes';
import { type ChartSpec, risingSeries } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { ChartSource } from '../charts/source';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { CdfChart } from '../overview/LatencyCdf';
import { Answer } from '../parts/Answer';
import { type Dashboard, useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { Button, Dropdown } from '../toolkit';
import { ComparisonTable, StagesTable } from './ComparisonTable';
import {
  compare,
  defaultBaseline,
  type FinishedRun,
  labelled,
  latenciesOf,
  runsOfWorkload,
  sharedTexts,
  unusedInAll,
  workloadsOf,
} from './comparison';
import { DrawnTable } from './DrawnTable';
import { type ExportedComparison, toCsv, toMarkdown } from './export';
import { OutdatedNote } from './OutdatedNote';
import { ResponseChart } from './ResponseChart';
import { SeriesChart } from './SeriesChart';
import { TotalsTables } from './TotalsTables';

/** Results of the finished runs of one workload, compared with each other and with the trace. */
export function Results({ model }: { readonly model: Model }) {
  const dashboard = useDashboard();
  const { comparedWorkload, baseline } = dashboard.view;
  const done = dashboard.runs.done.value;
  const workloads = workloadsOf(done);
  const shown = workloads.find(({ key }) => key === comparedWorkload.value) ?? workloads[0];
  const runs = useMemo(
    () => (shown ? runsOfWorkload(done, shown.key, model.systems, model.parameters) : []),
    [done, shown?.key, model],
  );
  if (!shown || runs.length === 0) return null;

  const baselineKey = runs.find((run) => run.key === baseline.value)?.key ?? defaultBaseline(runs) ?? '';
  const compared = compare(runs, baselineKey);
  const workload = [dashboard.names.describeRun(shown.run), ...sharedTexts(runs, model.parameters)].join(', ');
  const exported: ExportedComparison = {
    workload,
    baseline: runs.find((run) => run.key === baselineKey)?.label ?? '',
    runs: compared,
  };
  const assumptions = [...new Set(runs.flatMap((run) => run.numbers.assumptions))];
  return (
    <section class="results" aria-label="Simulated results">
      <h3>Simulated results</h3>
      <div class="toolbar">
        {workloads.length > 1 && (
          <Dropdown
            label="Workload"
            value={shown.key}
            choices={workloads.map(({ key, run }) => ({ value: key, label: dashboard.names.describeRun(run) }))}
            onChange={(key) => (comparedWorkload.value = key)}
          />
        )}
        {runs.length > 1 && (
          <Dropdown
            label="Speed-up relative to"
            value={baselineKey}
            choices={runs.map(({ key, label }) => ({ value: key, label }))}
            onChange={(key) => (baseline.value = key)}
          />
        )}
        <div class="actions">
          <Button onClick={() => void dashboard.actions.copyText(toMarkdown(exported), 'Table')}>
            Copy as Markdown
          </Button>
          <Button onClick={() => void dashboard.actions.copyText(toCsv(exported), 'CSV')}>Copy as CSV</Button>
          <Button onClick={() => void dashboard.actions.saveText(csvName(shown.run), toCsv(exported))}>
            Save as CSV…
          </Button>
        </div>
      </div>
      <OutdatedNote run={shown.run} />
      {unusedInAll(runs).map((reason) => (
        <p class="warning" key={reason}>
          {reason}
        </p>
      ))}
      <p class="summary">{workload}. All numbers are simulated, except those marked as recorded.</p>
      <ComparisonTable runs={compared} recorded={recordedBy(dashboard, shown.run)} />
      {shown.run.request.workload.kind === 'trace' && <DrawnTable key={shown.key} runs={runs} />}
      {shown.run.request.workload.kind === 'profile' && (
        <p class="hint">
          Cold: a new container served the request. Warm: an existing container did. Waited: warm requests that waited
          for a container to become free. A container that was ordered may start when no request needs it any more.
        </p>
      )}
      <ChartSource.Provider value={workload}>
        <RunCharts key={shown.run.request.workload.kind} runs={runs} kind={shown.run.request.workload.kind} />
        <SeriesChart runs={runs} systems={model.systems} />
      </ChartSource.Provider>
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
  );
}

function csvName({ request: { workload } }: RunSummary): string {
  return workload.kind === 'profile' ? 'simulated-responses.csv' : 'simulated-provisioning.csv';
}

/** Latency recorded for the cold starts of a run: known if it replays the whole trace in its current version. */
function recordedBy(dashboard: Dashboard, { request: { workload }, outdated }: RunSummary): LatencySummary | null {
  if (outdated) return null;
  const whole =
    workload.kind === 'trace' && workload.from === null && workload.to === null && workload.functionId === null;
  return whole ? (dashboard.connection.overview.answer.value.value?.latency ?? null) : null;
}

interface RunChartsProps {
  readonly runs: readonly FinishedRun[];
  /** A trace has recorded latencies, and a profile's requests have response times. */
  readonly kind: WorkloadRequest['kind'];
}

function RunCharts({ runs, kind }: RunChartsProps) {
  const dashboard = useDashboard();
  const recorded = kind === 'trace';
  const { ref, pixels } = useMeasuredWidth();
  const ids = runs.map((run) => run.runId);
  const inputs = [dashboard, ids.join(), pixels, kind];
  const ask = (kind: RunCurvesRequest['kind'], abort: AbortSignal) =>
    pixels > 0
      ? dashboard.host
          .ask('runCurves', { runIds: ids, kind, pixels, recorded: recorded && kind === 'latencyCdf', vm: null }, abort)
          .then((curves) => labelled(curves, runs))
      : null;
  const ofRequests = kind === 'profile';
  const cdf = useQuery((abort) => ask('latencyCdf', abort), inputs);
  const containers = useQuery((abort) => (ofRequests ? ask('containerCdf', abort) : null), inputs);
  const overTime = useQuery((abort) => ask(ofRequests ? 'responseOverTime' : 'completion', abort), inputs);
  return (
    <div class="charts" ref={ref}>
      <Answer query={cdf} what="Drawing the latency CDF">
        {(curves) => (
          <CdfChart
            name={cdfName(kind)}
            curves={curves}
            medians={firstSeedMedians(runs)}
            of={ofRequests ? 'request' : 'cold start'}
            note={runs.some(({ numbers }) => numbers.overSeeds) ? 'Curves are of the first seed. ' : ''}
            isComparison
          />
        )}
      </Answer>
      {ofRequests && (
        <Answer query={containers} what="Drawing the starts of containers">
          {(curves) => (
            <CdfChart
              name="Container start CDF, simulated"
              curves={curves}
              medians={new Map(runs.map(({ label, numbers }) => [label, numbers.containerSeconds?.p50 ?? Number.NaN]))}
              of="container"
              note="From the order of a container to its start, whether or not it then serves a request. "
              isComparison
            />
          )}
        </Answer>
      )}
      <Answer query={overTime} what={ofRequests ? 'Drawing the responses' : 'Drawing the completion over time'}>
        {(curves) => (ofRequests ? <ResponseChart curves={curves} /> : <CompletionChart curves={curves} />)}
      </Answer>
    </div>
  );
}

/** The curves are of the first seed, and so are these. */
function firstSeedMedians(runs: readonly FinishedRun[]): ReadonlyMap<string, number> {
  return new Map(runs.map(({ label, numbers }) => [label, latenciesOf(numbers).p50]));
}

function cdfName(kind: WorkloadRequest['kind']): string {
  if (kind === 'profile') return 'Response time CDF, simulated';
  return kind === 'trace' ? 'Latency CDF, simulated and recorded' : 'Latency CDF, simulated';
}

function CompletionChart({ curves }: { readonly curves: readonly Curve[] }) {
  const spec = useMemo<ChartSpec>(
    () => ({
      series: curves.map(risingSeries),
      x: { kind: secondsAxis, title: 'simulated time since the first arrival', min: 0 },
      y: { kind: countAxis, title: 'containers started', min: 0 },
      step: 1,
    }),
    [curves],
  );
  const ends = curves.map(({ name, x }) => `${name} ${duration(x.at(-1) ?? Number.NaN)}`);
  return (
    <LineChart
      name="Completion over time, simulated"
      summary={`${counted(curves[0]?.count ?? 0, 'container')}. Last start: ${ends.join(', ')}.`}
      spec={spec}
    />
  );
}

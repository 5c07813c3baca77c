import { useMemo } from 'preact/hooks';
import type { Curve, SystemInfo } from '../../src/protocol/queries';
import { count, duration, percent } from '../../src/text';
import { boundedNumber } from '../boundedNumber';
import { secondsAxis } from '../charts/axes';
import type { ChartSeries, ChartSpec } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { Answer } from '../parts/Answer';
import { Field } from '../parts/Field';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { Dropdown } from '../toolkit';
import { type FinishedRun, labelled } from './comparison';
import { looksOf } from './RunCharts';
import { SERIES_CHOICES, type SeriesChoice } from './seriesChoices';

interface SeriesChartProps {
  readonly runs: readonly FinishedRun[];
  readonly systems: readonly SystemInfo[];
}

/** One series of the runs of a workload, over time. */
export function SeriesChart({ runs, systems }: SeriesChartProps) {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const { overTime } = dashboard.view;
  const { series, vm } = overTime.value;
  const choice = SERIES_CHOICES.find(({ name }) => name === series) ?? SERIES_CHOICES[0];
  const smallestPool = Math.min(...runs.map(({ numbers }) => numbers.parameters.vms));
  const read = boundedNumber(vm, { min: 0, max: smallestPool, integer: true });
  const vmError = choice.ofOneVm ? read.error : null;
  const watched = choice.ofOneVm ? read.value : null;
  const ids = runs.map(({ runId }) => runId);
  const query = useQuery(
    (abort) => {
      if (pixels === 0 || vmError !== null) return null;
      const request = { runIds: ids, kind: choice.name, pixels, recorded: false, vm: watched };
      return dashboard.host.ask('runCurves', request, abort).then((curves) => {
        const named = labelled(curves, runs);
        return { curves: named, looks: looksOf(named, runs), choice, watched };
      });
    },
    [dashboard, ids.join(), pixels, choice, watched, vmError],
  );
  return (
    <section class="over-time" aria-label="Over time, simulated" ref={ref}>
      <div class="toolbar">
        <Dropdown
          label="Over time"
          value={choice.name}
          choices={SERIES_CHOICES.map(({ name, label }) => ({ value: name, label }))}
          onChange={(name) => (overTime.value = { ...overTime.peek(), series: name })}
        />
        {choice.ofOneVm && (
          <Field
            label="VM"
            value={vm}
            error={vmError ?? undefined}
            onInput={(text) => (overTime.value = { ...overTime.peek(), vm: text })}
          />
        )}
      </div>
      {choice.ofOneVm && (
        <WatchNote runs={runs} systems={systems} watched={watched} loading={query.answer.value.loading} />
      )}
      <Answer query={query} what={watched === null ? 'Drawing the series' : `Simulating again to record VM ${watched}`}>
        {(answer) => <OneSeries {...answer} />}
      </Answer>
    </section>
  );
}

interface WatchNoteProps {
  readonly runs: readonly FinishedRun[];
  readonly systems: readonly SystemInfo[];
  readonly watched: number | null;
  readonly loading: boolean;
}

/** Why the traffic of one VM takes a while, and the progress. */
function WatchNote({ runs, systems, watched, loading }: WatchNoteProps) {
  const { progress } = useDashboard().runs;
  const pool = Math.min(...runs.map(({ numbers }) => numbers.parameters.vms));
  const fractions = runs.map(({ runId }) => progress.value.get(runId)?.fraction ?? 0);
  const farthest = Math.max(...fractions);
  const extraVms = systems.flatMap(({ extraVm }) => extraVm ?? []);
  return (
    <p class="hint" role="status">
      {loading && watched !== null
        ? `Simulating again to record VM ${watched}: ${percent(farthest, 0)} of the current run.`
        : `VMs are numbered 0 to ${count(pool - 1)} in order of first use; ${count(pool)} is ${extraVms.join(' or ')}. Runs do not record the traffic of each VM: they are simulated again, with identical results, to record this one.`}
    </p>
  );
}

interface OneSeriesProps {
  readonly curves: readonly Curve[];
  /** Of each curve: the place of its colour and dash. */
  readonly looks: readonly number[];
  readonly choice: SeriesChoice;
  readonly watched: number | null;
}

function OneSeries({ curves, looks, choice, watched }: OneSeriesProps) {
  const spec = useMemo<ChartSpec>(
    () => ({
      series: curves.map((curve, i) => ({ ...inBins(curve, choice), look: looks[i] })),
      x: { kind: secondsAxis, title: 'simulated time', min: 0 },
      y: { kind: choice.axis, title: choice.title, min: 0 },
      step: 1,
    }),
    [curves, looks, choice],
  );
  const name = watched === null ? choice.label : choice.label.replace('one VM', `VM ${watched}`);
  return <LineChart name={`${name}, simulated`} summary={summaryOf(curves, choice)} spec={spec} />;
}

/** Draws the last bin to its end. A flow (bytes/s) then drops to 0; a level (VMs, trees) keeps its value. */
function inBins({ name, x, y }: Curve, { flows }: SeriesChoice): ChartSeries {
  const width = x.length > 1 ? x[1] - x[0] : 0;
  const end = (x.at(-1) ?? 0) + width;
  if (width === 0) return { label: name, x, y };
  return { label: name, x: [...x, end], y: [...y, flows ? 0 : (y.at(-1) ?? 0)], stepped: true };
}

/** The peak of each curve, and when it is reached. */
function summaryOf(curves: readonly Curve[], { axis }: SeriesChoice): string {
  const most = curves.map(({ name, x, y }) => {
    if (y.length === 0) return `${name}: none`;
    const at = y.reduce((best, value, index) => (value > y[best] ? index : best), 0);
    return `${name}: ${axis.value(y[at], 1)} at ${duration(x[at])}`;
  });
  const thinned = curves.some(({ decimated }) => decimated) ? ' Curves show only as many points as fit.' : '';
  return `Peak: ${most.join('; ')}.${thinned}`;
}

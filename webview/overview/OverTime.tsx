import { useMemo, useState } from 'preact/hooks';
import type { Series, SeriesRequest } from '../../src/protocol/queries';
import { count, counted, duration, nameText, percent, type TimeText } from '../../src/text';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { Answer } from '../parts/Answer';
import { type Dashboard, useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { TimeRange } from '../state/view';
import { Button } from '../toolkit';
import { TimeChart, zoomWithin } from './TimeChart';
import { binNote, timeSpec } from './timeSpec';

function askSeries(dashboard: Dashboard, metric: SeriesRequest['metric'], pixels: number, abort: AbortSignal) {
  dashboard.connection.generation.value;
  return dashboard.host.ask('series', { metric, ...dashboard.selection.rows, pixels }, abort);
}

export function ColdStartsOverTime() {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const query = useQuery(
    (abort) => (pixels > 0 ? askSeries(dashboard, 'coldStarts', pixels, abort) : null),
    [dashboard, pixels],
  );
  return (
    <div ref={ref} class="chart-slot">
      <Answer query={query} what="Counting cold starts over time">
        {(series) => <ColdStartsChart series={series} />}
      </Answer>
    </div>
  );
}

function ColdStartsChart({ series }: { readonly series: Series }) {
  const [picked, setPicked] = useState<number | null>(null);
  const times = useDashboard().connection.times.value;
  const spec = useMemo(() => timeSpec([{ label: 'cold starts', data: series }], 'coldStarts', times), [series, times]);
  const pick = (index: number) => {
    const start = series.x[Math.min(index, series.x.length - 1)];
    if (start !== undefined) setPicked(start);
  };
  return (
    <>
      <TimeChart
        what="Cold starts"
        hint={binNote(series)}
        summary={countsSummary(series, times)}
        spec={spec}
        onPick={pick}
      />
      {picked !== null && <PickedBin start={picked} series={series} onClose={() => setPicked(null)} />}
    </>
  );
}

function countsSummary(series: Series, times: TimeText): string {
  let total = 0;
  let peak = 0;
  for (const [index, value] of series.y.entries()) {
    if (Number.isFinite(value)) total += value;
    if (!(value <= series.y[peak])) peak = index;
  }
  if (total === 0) return `No cold starts, ${times.range(series.from, series.to)}.`;
  const at = times.range(series.x[peak], series.x[peak] + series.binSeconds);
  return `${counted(total, 'cold start')}; peak ${count(series.y[peak])}, ${at}. Drag to zoom, click a point for its lines.`;
}

interface PickedBinProps {
  /** Start of the bin, epoch seconds. */
  readonly start: number;
  readonly series: Series;
  readonly onClose: () => void;
}

/** Actions on the clicked point of the chart. */
function PickedBin({ start, series, onClose }: PickedBinProps) {
  const dashboard = useDashboard();
  const index = series.x.indexOf(start);
  if (index < 0) return null;
  const bin: TimeRange = {
    from: Math.max(start, series.from),
    to: Math.min(start + series.binSeconds, series.to),
  };
  const starts = series.y[index];
  const selected = dashboard.view.selected.value;
  const when = dashboard.connection.times.value.range(bin.from, bin.to);
  const what = selected ? `cold starts of ${nameText(selected.name)}, ${when}` : `cold starts, ${when}`;
  return (
    <div class="note picked">
      <p class="grow">
        {when}: {counted(starts, 'cold start')}
      </p>
      {starts > 0 && (
        <Button
          appearance="primary"
          onClick={() => void dashboard.actions.showLines({ ...dashboard.selection.rows, ...bin }, what)}
        >
          {starts === 1 ? 'Show this line in the editor' : `Show these ${count(starts)} lines in the editor`}
        </Button>
      )}
      {series.binSeconds > 1 && <Button onClick={() => zoomWithin(dashboard, bin.from, bin.to)}>Zoom in here</Button>}
      <Button onClick={onClose}>Close</Button>
    </div>
  );
}

/** The share of invocations that are cold starts, over time. */
export function ColdStartRateOverTime() {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const query = useQuery(
    (abort) => (pixels > 0 ? askSeries(dashboard, 'coldStartRate', pixels, abort) : null),
    [dashboard, pixels],
  );
  return (
    <div ref={ref} class="chart-slot">
      <Answer query={query} what="Computing the cold-start rate over time">
        {(series) => <RateChart series={series} />}
      </Answer>
    </div>
  );
}

function RateChart({ series }: { readonly series: Series }) {
  const times = useDashboard().connection.times.value;
  const spec = useMemo(() => timeSpec([{ label: 'cold-start rate', data: series }], 'rate', times), [series, times]);
  return <TimeChart what="Cold-start rate" hint={binNote(series)} summary={rateSummary(series, times)} spec={spec} />;
}

function rateSummary(series: Series, times: TimeText): string {
  const highest = Math.max(...Array.from(series.y).filter(Number.isFinite));
  const at = series.x[series.y.indexOf(highest)];
  if (at === undefined) return 'No invocations in this range.';
  return `Highest rate ${percent(highest, 1)}, ${times.range(at, at + series.binSeconds)}.`;
}

export function LatencyOverTime() {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const query = useQuery(
    (abort) => {
      if (pixels === 0) return null;
      const metrics = ['latencyP50', 'latencyP99'] as const;
      return Promise.all(metrics.map((metric) => askSeries(dashboard, metric, pixels, abort)));
    },
    [dashboard, pixels],
  );
  return (
    <div ref={ref} class="chart-slot">
      <Answer query={query} what="Computing latency over time">
        {([p50, p99]) => <LatencyChart p50={p50} p99={p99} />}
      </Answer>
    </div>
  );
}

function LatencyChart({ p50, p99 }: { readonly p50: Series; readonly p99: Series }) {
  const times = useDashboard().connection.times.value;
  const spec = useMemo(
    () =>
      timeSpec(
        [
          { label: 'p50', data: p50 },
          { label: 'p99', data: p99 },
        ],
        'latency',
        times,
      ),
    [p50, p99, times],
  );
  const worst = Math.max(...Array.from(p99.y, (value) => (Number.isFinite(value) ? value : 0)));
  const at = p99.x[Array.from(p99.y).indexOf(worst)];
  const summary =
    at === undefined
      ? 'No cold starts in this range.'
      : `Highest p99 ${duration(worst)}, ${times.range(at, at + p99.binSeconds)}.`;
  return <TimeChart what="Latency" hint={binNote(p99)} summary={summary} spec={spec} />;
}

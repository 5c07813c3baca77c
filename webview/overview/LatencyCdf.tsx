import { useMemo } from 'preact/hooks';
import type { CdfRequest, Curve } from '../../src/protocol/queries';
import { count, counted, duration, shortName } from '../../src/text';
import { logSecondsAxis, shareAxis } from '../charts/axes';
import { type ChartSpec, risingSeries } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { Answer } from '../parts/Answer';
import { type Dashboard, useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { SelectedFunction } from '../state/view';
import { medianOf } from './medianOf';

interface LatencyCdfProps {
  readonly by: CdfRequest['by'];
  /** The filter. */
  readonly where: string;
  /** Only its cold starts; null for those of all functions. */
  readonly selected: SelectedFunction | null;
}

/** Share of cold starts within a latency. */
export function LatencyCdf({ by, where, selected }: LatencyCdfProps) {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const functionId = selected?.id ?? null;
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      if (pixels === 0) return null;
      return dashboard.host.ask('latencyCdf', { by, functionId, from: null, to: null, where, pixels }, abort);
    },
    [dashboard, by, where, functionId, pixels],
  );
  const name = selected
    ? `Latency CDF of ${shortName(selected.name, 40)}`
    : `Latency CDF${by === 'runtime' ? ' by runtime' : ''}`;
  const medians = where === '' && !selected && by === 'runtime' ? mediansOf(dashboard) : undefined;
  return (
    <div ref={ref} class="chart-slot">
      <Answer query={query} what="Computing the latency CDF">
        {(curves) => <CdfChart name={name} curves={curves} medians={medians} />}
      </Answer>
    </div>
  );
}

/** Medians of the whole trace are in the overview; those of a part of it are read off the curves. */
function mediansOf({ connection }: Dashboard): ReadonlyMap<string, number | null> {
  const runtimes = connection.overview.answer.value.value?.runtimes ?? [];
  return new Map(runtimes.map(({ name, p50 }) => [name, p50]));
}

interface CdfChartProps {
  readonly name: string;
  readonly curves: readonly Curve[];
  /** Of each curve: the place of its colour and dash; absent: its own place. */
  readonly looks?: readonly number[];
  /** The first sentence of the summary. */
  readonly note?: string;
  /** Exact medians by the name of the curve, as far as they are known. */
  readonly medians?: ReadonlyMap<string, number | null>;
  /** What has the latencies. */
  readonly of?: 'cold start' | 'request' | 'container';
  /** Each curve has the same cold starts or requests, provisioned in another way; else each has others. */
  readonly isComparison?: boolean;
}

const TIME_OF = { 'cold start': 'latency', request: 'response time', container: 'start time' } as const;

/** @param looks of each curve: the place of its colour and dash; absent: its own place */
export function cdfSpec(
  curves: readonly Curve[],
  of: NonNullable<CdfChartProps['of']>,
  looks?: readonly number[],
): ChartSpec {
  return {
    series: curves.map((curve, i) => ({ ...risingSeries(curve), look: looks?.[i] })),
    x: { kind: logSecondsAxis, title: `${TIME_OF[of]} (logarithmic)` },
    y: { kind: shareAxis, title: `share of ${of}s`, min: 0, max: 1 },
    step: 1,
  };
}

/** Cumulative distributions of latencies, in seconds, on a logarithmic axis. */
export function CdfChart(props: CdfChartProps) {
  const { name, curves: all, looks, note = '', medians, of = 'cold start', isComparison = false } = props;
  const curves = useMemo(() => mostSampled(all), [all]);
  const spec = useMemo(
    () => cdfSpec(curves, of, looks && curves.map((curve) => looks[all.indexOf(curve)])),
    [curves, of, looks?.join()],
  );
  const samples = curves.reduce((sum, curve) => sum + curve.count, 0);
  const omitted = all.length > curves.length ? ` Showing the ${curves.length} largest of ${all.length} groups.` : '';
  const thinned = curves.some((curve) => curve.decimated) ? ' Curves show only as many points as fit.' : '';
  const summary =
    samples === 0
      ? `${note}No ${of}s to show.`
      : `${note}Median ${TIME_OF[of]}: ${medianTexts(curves, medians)}. ${countText(curves, of, isComparison)}.${omitted}${thinned}`;
  return <LineChart name={name} summary={summary} spec={spec} />;
}

/** "python 20.5 s, nodejs ≈ 21.5 s"; with colons where names have commas in them. */
function medianTexts(curves: readonly Curve[], medians: CdfChartProps['medians']): string {
  const hasCommas = curves.some(({ name }) => name.includes(','));
  const texts = curves.map((curve) => {
    const known = medians?.get(curve.name);
    const about = known === undefined && curve.decimated ? '≈ ' : '';
    return `${shortName(curve.name, 40)}${hasCommas ? ':' : ''} ${about}${duration(known ?? medianOf(curve))}`;
  });
  return texts.join(hasCommas ? '; ' : ', ');
}

function countText(curves: readonly Curve[], of: string, isComparison: boolean): string {
  const counts = curves.map((curve) => curve.count);
  if (!isComparison)
    return counted(
      counts.reduce((sum, one) => sum + one, 0),
      of,
    );
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each = counts.length > 1 ? ' each' : '';
  return least === most ? `${counted(most, of)}${each}` : `${count(least)} to ${counted(most, of)}${each}`;
}

/** More curves than this cannot be distinguished. */
const MOST_CURVES = 12;

function mostSampled(curves: readonly Curve[]): readonly Curve[] {
  if (curves.length <= MOST_CURVES) return curves;
  return [...curves].sort((a, b) => b.count - a.count).slice(0, MOST_CURVES);
}

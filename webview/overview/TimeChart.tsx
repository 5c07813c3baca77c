import { shortName } from '../../src/text';
import type { ChartSpec, XRange } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { type Dashboard, useDashboard } from '../state/dashboard';

interface TimeChartProps {
  /** What it shows over time, such as "Cold starts". */
  readonly what: string;
  /** A few words beside the title. */
  readonly hint: string;
  readonly summary: string;
  readonly spec: ChartSpec;
  readonly onPick?: (index: number) => void;
}

/** A chart over the time of the trace, which zooms all charts. Its name has that of the selected function. */
export function TimeChart({ what, ...rest }: TimeChartProps) {
  const dashboard = useDashboard();
  return (
    <LineChart
      {...rest}
      name={`${what} over time${titleSuffix(dashboard)}`}
      range={askedRange(dashboard)}
      onZoom={(from, to) => zoomWithin(dashboard, from, to)}
      onResetZoom={dashboard.view.zoom.value ? () => dashboard.selection.zoomTo(null) : undefined}
    />
  );
}

/** The narrowest range of a zoom, seconds. */
const NARROWEST = 2;

/** The time range that the charts show, or will show when their numbers arrive. */
function askedRange(dashboard: Dashboard): XRange | undefined {
  const whole = dashboard.connection.overview.answer.value.value?.timeRange;
  const zoom = dashboard.view.zoom.value;
  if (zoom) return { min: zoom.from, max: zoom.to };
  return whole ? { min: whole.from, max: whole.to + 1 } : undefined;
}

/** Zooms to whole seconds within the trace, at least `NARROWEST`. */
export function zoomWithin(dashboard: Dashboard, from: number, to: number): void {
  const whole = dashboard.connection.overview.answer.peek().value?.timeRange;
  if (!whole) return;
  const start = Math.max(whole.from, Math.floor(from));
  const end = Math.min(whole.to + 1, Math.ceil(to));
  const wide = end - start >= NARROWEST ? end : start + NARROWEST;
  dashboard.selection.zoomTo(start <= whole.from && wide > whole.to ? null : { from: start, to: wide });
}

function titleSuffix(dashboard: Dashboard): string {
  const selected = dashboard.view.selected.value;
  return selected ? ` of ${shortName(selected.name, 40)}` : '';
}

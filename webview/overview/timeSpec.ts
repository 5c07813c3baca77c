import type { Series } from '../../src/protocol/queries';
import { interval, type TimeText } from '../../src/text';
import { type AxisKind, countAxis, logSecondsAxis, secondsAxis, shareAxis, timeAxis } from '../charts/axes';
import type { ChartSpec } from '../charts/config';

/** What curves over time show: it decides their axis and how they are drawn. */
const QUANTITIES = {
  coldStarts: { axis: countAxis, title: 'cold starts', stepped: true, filled: true },
  latency: { axis: logSecondsAxis, title: 'latency' },
  rate: { axis: shareAxis, title: 'cold starts of all invocations', filled: true, max: 1 },
  stages: { axis: secondsAxis, title: 'mean time per cold start', filled: true, stacked: true },
} as const satisfies Record<string, Quantity>;

interface Quantity {
  readonly axis: AxisKind;
  readonly title: string;
  readonly stepped?: boolean;
  readonly filled?: boolean;
  readonly stacked?: boolean;
  readonly max?: number;
}

/** Curves over the time of the trace. */
export function timeSpec(
  series: readonly { readonly label: string; readonly data: Series }[],
  quantity: keyof typeof QUANTITIES,
  times: TimeText,
): ChartSpec {
  const { from, to, binSeconds } = series[0].data;
  const { axis, title, stepped = false, filled = false, stacked = false, max }: Quantity = QUANTITIES[quantity];
  return {
    series: series.map(({ label, data }) => ({ label, ...closed(data), stepped, filled, solid: true })),
    x: { kind: timeAxis(times), title: times.axisTitle, min: from, max: to },
    y: { kind: axis, title, max },
    step: binSeconds,
    stacked,
  };
}

/** The points, drawn up to the end of the last bin. */
function closed({ x, y, to }: Series): { x: number[]; y: number[] } {
  if (x.length === 0 || x[x.length - 1] >= to) return { x: Array.from(x), y: Array.from(y) };
  return { x: [...x, to], y: [...y, y[y.length - 1]] };
}

export function binNote(series: Pick<Series, 'binSeconds'>): string {
  return `1 point = ${interval(series.binSeconds)}`;
}

import {
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Point,
  PointElement,
  type ScaleOptions,
  Tooltip,
} from 'chart.js';
import type { Curve } from '../../src/protocol/queries';
import { shortName } from '../../src/text';
import { DASHES, MARKERS, type Theme, translucent } from '../theme';
import type { AxisKind } from './axes';
import { crosshair } from './crosshair';
import { type LogRange, logRange, placeOn } from './logRange';
import { zeroBreak } from './zeroBreak';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Filler, Tooltip);

export interface ChartSeries {
  readonly label: string;
  readonly x: ArrayLike<number>;
  /** NaN breaks the line. */
  readonly y: ArrayLike<number>;
  /** A value holds until the next point. */
  readonly stepped?: boolean;
  readonly filled?: boolean;
  /** No dash, for curves that are too jagged for dashes or that their position distinguishes. */
  readonly solid?: boolean;
  /** Points without a line through them. */
  readonly markers?: boolean;
  /** Index of its colour, dash and marker; curves that belong together share one. Default: its index. */
  readonly look?: number;
}

export interface ChartAxis {
  readonly kind: AxisKind;
  readonly title: string;
  readonly min?: number;
  readonly max?: number;
}

/** A stretch of the x axis. */
export interface XRange {
  readonly min: number;
  readonly max: number;
}

export interface ChartSpec {
  readonly series: readonly ChartSeries[];
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  /** Distance between neighbouring points in x, which decides how exactly times are shown. */
  readonly step: number;
  /** Curves lie on each other: their values add up. They share their x. */
  readonly stacked?: boolean;
}

/** A curve of counts or shares, which are 0 before its first point. */
export function risingSeries({ name, x, y }: Curve): ChartSeries {
  return { label: name, x: x.length > 0 ? [x[0], ...x] : [], y: y.length > 0 ? [0, ...y] : [], stepped: true };
}

/** Whether all curves have their points at the same x, so that one position reads all of them. */
export function sharesX(series: readonly ChartSeries[]): boolean {
  return series.every(
    ({ x }) =>
      x.length === series[0].x.length && Array.prototype.every.call(x, (value, at) => value === series[0].x[at]),
  );
}

const pointRadius = (context: { dataIndex: number; dataset: { data: unknown[] } }) => {
  const at = (index: number) => context.dataset.data[index] as Point | undefined;
  const alone = !Number.isFinite(at(context.dataIndex - 1)?.y) && !Number.isFinite(at(context.dataIndex + 1)?.y);
  return alone ? 2.5 : 0;
};

/** The logarithmic axes of a chart: null for a linear one. */
interface LogRanges {
  readonly x: LogRange | null;
  readonly y: LogRange | null;
}

function logRanges({ series, x, y }: ChartSpec): LogRanges {
  const rangeOf = (axis: 'x' | 'y', { kind, min, max }: ChartAxis) => {
    if (kind.scale !== 'logarithmic') return null;
    if (min !== undefined && max !== undefined) return { min, max, from: min, hasZero: false };
    return logRange(series.flatMap((one) => Array.from(one[axis])));
  };
  return { x: rangeOf('x', x), y: rangeOf('y', y) };
}

function dataset(
  series: ChartSeries,
  index: number,
  ranges: LogRanges,
  theme: Theme,
  stacked: boolean,
): ChartDataset<'line', Point[]> {
  const look = series.look ?? index;
  const color = theme.series[look % theme.series.length];
  const data = Array.from(series.x, (x, at) => ({
    x: placeOn(ranges.x, x),
    y: placeOn(ranges.y, series.y[at]),
  }));
  return {
    label: shortName(series.label),
    data,
    stepped: series.stepped ? 'before' : false,
    borderColor: color,
    backgroundColor: translucent(color, stacked ? 0.5 : 0.25),
    borderDash: series.solid ? [] : [...DASHES[look % DASHES.length]],
    borderWidth: 1.5,
    fill: series.filled ? (stacked && index > 0 ? '-1' : 'origin') : false,
    pointRadius: series.markers ? 3.5 : pointRadius,
    pointHoverRadius: series.markers ? 6 : 4,
    pointBackgroundColor: series.markers ? 'transparent' : color,
    pointStyle: series.markers ? MARKERS[look % MARKERS.length].style : 'circle',
    showLine: !series.markers,
    pointHitRadius: 8,
    spanGaps: false,
    // Draws points on the edge of the axes whole.
    clip: 4,
  };
}

function scale(
  axis: ChartAxis,
  range: LogRange | null,
  theme: Theme,
  pixelsPerTick: number,
): ScaleOptions<'linear' | 'logarithmic'> {
  const font = { family: theme.fontFamily, size: Math.max(11, theme.fontSize - 1) };
  let step = 1;
  return {
    type: axis.kind.scale,
    // Chart.js would widen a logarithmic axis to round numbers.
    bounds: range ? 'data' : 'ticks',
    min: range?.min ?? axis.min,
    max: range?.max ?? axis.max,
    title: { display: true, text: axis.title, color: theme.muted, font },
    grid: { color: theme.grid, tickColor: theme.grid },
    border: { color: theme.grid },
    ticks: {
      color: theme.muted,
      font,
      maxRotation: 0,
      autoSkip: false,
      callback: (value) =>
        range?.hasZero && Number(value) < range.from ? '0' : axis.kind.tickLabel(Number(value), step),
    },
    afterBuildTicks: (built) => {
      const length = built.isHorizontal() ? built.chart.width : built.chart.height;
      const room = Math.max(2, Math.floor(length / pixelsPerTick));
      const values = axis.kind.ticks(range?.from ?? built.min, built.max, room);
      step = values.length > 1 ? values[1] - values[0] : 1;
      built.ticks = (range?.hasZero ? [range.min, ...values] : values).map((value) => ({ value }));
    },
  } as ScaleOptions<'linear' | 'logarithmic'>;
}

/** @param onPick called with the index of the point that was clicked */
export function chartConfig(
  spec: ChartSpec,
  theme: Theme,
  onPick: (index: number) => void,
): ChartConfiguration<'line', Point[]> {
  // Unless the curves share their x, points with the same index are at different places.
  const nearest = spec.x.kind.scale === 'logarithmic' || !sharesX(spec.series);
  const ranges = logRanges(spec);
  return {
    type: 'line',
    plugins: [zeroBreak(ranges, theme.muted), crosshair(theme.foreground, nearest)],
    data: {
      datasets: spec.series.map((series, index) => dataset(series, index, ranges, theme, spec.stacked ?? false)),
    },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', axis: 'x', intersect: false },
      scales: {
        x: scale(spec.x, ranges.x, theme, 84) as never,
        y: {
          ...(scale(spec.y, ranges.y, theme, 34) as object),
          beginAtZero: spec.y.kind.scale === 'linear',
          stacked: spec.stacked,
        } as never,
      },
      hover: { mode: nearest ? 'nearest' : 'index', axis: 'x', intersect: false },
      onClick: (_event, elements) => {
        if (elements.length > 0) onPick(elements[0].index);
      },
      plugins: {
        tooltip: {
          mode: nearest ? 'nearest' : 'index',
          intersect: false,
          backgroundColor: theme.background,
          titleColor: theme.foreground,
          bodyColor: theme.foreground,
          borderColor: theme.border,
          borderWidth: 1,
          titleFont: { family: theme.fontFamily, size: theme.fontSize },
          bodyFont: { family: theme.fontFamily, size: theme.fontSize },
          callbacks: {
            // From the spec: on a logarithmic axis, 0 is drawn where another value would be.
            title: ([first]) =>
              first ? spec.x.kind.value(spec.series[first.datasetIndex].x[first.dataIndex], spec.step) : '',
            label: ({ dataset, datasetIndex, dataIndex }) =>
              `${dataset.label}: ${spec.y.kind.value(spec.series[datasetIndex].y[dataIndex], 1)}`,
          },
        },
      },
    },
  };
}

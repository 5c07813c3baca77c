import type { Chart } from 'chart.js';
import { useMemo, useState } from 'preact/hooks';
import { count, nameText } from '../../src/text';
import { type ChartSpec, sharesX, type XRange } from './config';

interface PointCursorProps {
  readonly name: string;
  readonly spec: ChartSpec;
  readonly chart: { readonly current: Chart | null };
  readonly describedBy: string;
  readonly onPick?: (index: number) => void;
  /** The range of x shown, or asked for. */
  readonly range?: XRange;
  readonly onZoom?: (from: number, to: number) => void;
  readonly onResetZoom?: () => void;
}

/**
 * The chart's handle for the keyboard: a slider over the points of a curve, whose text is that of the tooltip.
 * Up and down change the curve if the curves have different points.
 */
export function PointCursor(props: PointCursorProps) {
  const { name, spec, chart, describedBy, range, onPick, onZoom, onResetZoom } = props;
  const [position, setPosition] = useState({ curve: 0, index: 0, x: Number.NEGATIVE_INFINITY });
  const shared = useMemo(() => sharesX(spec.series), [spec]);
  const curve = Math.min(position.curve, spec.series.length - 1);
  const points = spec.series[curve]?.x.length ?? 0;
  const index = useMemo(() => indexIn(spec.series[curve]?.x ?? [], position), [spec, curve, position]);

  const point = (ofCurve: number, at: number) => {
    const painted = chart.current;
    if (!painted) return;
    const elements = spec.series
      .map((_, datasetIndex) => ({ datasetIndex, index: at }))
      .filter(({ datasetIndex }) => (shared || datasetIndex === ofCurve) && painted.isDatasetVisible(datasetIndex))
      .filter(({ datasetIndex }) => Number.isFinite(spec.series[datasetIndex].y[at]));
    const first = elements[0] && painted.getDatasetMeta(elements[0].datasetIndex).data[at];
    painted.setActiveElements(elements);
    painted.tooltip?.setActiveElements(elements, { x: first?.x ?? 0, y: first?.y ?? 0 });
    painted.update('none');
  };

  const go = (toCurve: number, to: number) => {
    const nextCurve = Math.max(0, Math.min(spec.series.length - 1, toCurve));
    const last = spec.series[nextCurve].x.length - 1;
    const next = Math.max(0, Math.min(last, to));
    setPosition({ curve: nextCurve, index: next, x: spec.series[nextCurve].x[next] });
    point(nextCurve, next);
  };

  const zoomAround = (factor: number) => {
    const scale = chart.current?.scales.x;
    if (!scale || !onZoom) return;
    const { min, max } = range ?? scale;
    // The new range may have no point exactly here. Zooming around its nearest one would drift with every key press.
    const middle = position.x >= scale.min && position.x <= scale.max ? position.x : spec.series[curve].x[index];
    const half = ((max - min) * factor) / 2;
    onZoom(middle - half, middle + half);
    setPosition({ curve, index, x: middle });
  };

  const sideways = (by: number) => go(curve, index + by);
  const upOrDown = (by: number) => (shared ? sideways(-by) : go(curve + by, index));
  const keys: Record<string, () => void> = {
    ArrowRight: () => sideways(1),
    ArrowLeft: () => sideways(-1),
    ArrowUp: () => upOrDown(-1),
    ArrowDown: () => upOrDown(1),
    PageUp: () => sideways(Math.ceil(points / 10)),
    PageDown: () => sideways(-Math.ceil(points / 10)),
    Home: () => go(curve, 0),
    End: () => go(curve, points - 1),
    ...(onPick && { Enter: () => onPick(index) }),
    ...(onZoom && { '+': () => zoomAround(0.5), '=': () => zoomAround(0.5), '-': () => zoomAround(2) }),
    ...(onResetZoom && { '0': onResetZoom, Escape: onResetZoom }),
  };

  if (points === 0) return null;
  const hints = [
    !shared && 'up and down change the curve',
    onZoom && 'plus and minus zoom, 0 resets',
    onPick && 'Enter for more',
  ].filter(Boolean);
  return (
    <div
      class="point-cursor"
      role="slider"
      tabIndex={0}
      aria-label={[`${name}: points`, ...hints].join('; ')}
      aria-describedby={describedBy}
      aria-valuemin={0}
      aria-valuemax={points - 1}
      aria-valuenow={index}
      aria-valuetext={pointText(spec, shared ? null : curve, index)}
      onFocus={() => point(curve, index)}
      onBlur={() => point(-1, -1)}
      onKeyDown={(event) => {
        const action = keys[event.key];
        if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        action();
      }}
    />
  );
}

/** The point that the cursor is on. After the curves changed, the nearest to where it was. */
function indexIn(xs: ArrayLike<number>, { index, x }: { readonly index: number; readonly x: number }): number {
  return xs[index] === x ? index : nearest(xs, x);
}

/** Index of the number nearest to `x` in ascending numbers; 0 if there are none. */
function nearest(xs: ArrayLike<number>, x: number): number {
  let from = 0;
  let to = xs.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (xs[middle] < x) from = middle + 1;
    else to = middle;
  }
  if (from === 0) return 0;
  return from === xs.length || x - xs[from - 1] <= xs[from] - x ? from - 1 : from;
}

/** "9 May 2021 08:25 UTC: cold starts 312 (point 4 of 288)", for one curve, or for all if `curve` is null. */
function pointText(spec: ChartSpec, curve: number | null, index: number): string {
  const read = curve === null ? spec.series : [spec.series[curve]];
  const x = spec.x.kind.value(read[0].x[index], spec.step);
  const values = read.map((series) => {
    const y = series.y[index];
    return `${nameText(series.label)} ${Number.isFinite(y) ? spec.y.kind.value(y, 1) : 'none'}`;
  });
  return `${x}: ${values.join(', ')} (point ${count(index + 1)} of ${count(read[0].x.length)})`;
}

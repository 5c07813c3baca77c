import type { ChartSpec } from './config';

/** Ticks that fit on any page. */
const X_TICKS = 5;
const Y_TICKS = 6;

/** A chart of one step curve, drawn as SVG: it looks like the later one, without its controls and without Chart.js. */
export function PreviewChart({ spec, label }: { readonly spec: ChartSpec; readonly label: string }) {
  const { x, y } = previewAxes(spec);
  const [curve] = spec.series;
  const line = stepsPath(
    Array.from(curve.x, x.place),
    Array.from(curve.y, (value) => 1 - y.place(value)),
  );
  return (
    <div class="preview-chart" role="img" aria-label={label}>
      <div class="plot">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <path class="gridline" d={y.ticks.map(({ at }) => `M0 ${1 - at}H1`).join('')} />
          <path class="gridline" d={x.ticks.map(({ at }) => `M${at} 0V1`).join('')} />
          <path class="area" d={`${line}V1H0Z`} />
          <path class="curve" d={line} />
        </svg>
        {y.ticks.map(({ at, text }) => (
          <span key={text} class="y tick" style={{ bottom: `${100 * at}%` }}>
            {text}
          </span>
        ))}
        {x.ticks.map(({ at, text }) => (
          <span key={text} class="x tick" style={{ left: `${100 * at}%` }}>
            {text}
          </span>
        ))}
      </div>
      <span class="y title">{spec.y.title}</span>
      <span class="x title">{spec.x.title}</span>
    </div>
  );
}

interface PreviewAxis {
  /** Position of a value, 0 to 1. */
  place(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** The x axis spans what the spec says; the y axis goes from 0 to the tick above the highest point. */
export function previewAxes({ series: [curve], x, y }: ChartSpec): {
  readonly x: PreviewAxis;
  readonly y: PreviewAxis;
} {
  const from = x.min ?? curve.x[0];
  const to = x.max ?? curve.x[curve.x.length - 1];
  const top = Array.from(curve.y).reduce((most, value) => Math.max(most, value), 0) || 1;
  const [, step = top] = y.kind.ticks(0, top, Y_TICKS);
  return { x: axis(x.kind, from, to, X_TICKS), y: axis(y.kind, 0, Math.ceil(top / step) * step, Y_TICKS) };
}

function axis(kind: ChartSpec['x']['kind'], from: number, to: number, room: number): PreviewAxis {
  const span = to > from ? to - from : 1;
  const place = (value: number) => (value - from) / span;
  const values = kind.ticks(from, to, room);
  const step = values.length > 1 ? values[1] - values[0] : 1;
  return { place, ticks: values.map((value) => ({ at: place(value), text: kind.tickLabel(value, step) })) };
}

/** Each value holds until the next point. */
function stepsPath(x: readonly number[], y: readonly number[]): string {
  return x.map((at, index) => (index === 0 ? `M${at} ${y[0]}` : `H${at}V${y[index]}`)).join('');
}

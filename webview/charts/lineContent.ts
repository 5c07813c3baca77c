import { BasicPlatform, Chart } from 'chart.js';
import { nameText } from '../../src/text';
import type { Theme } from '../theme';
import type { Cell, ChartColumn, ChartContent, ChartTable } from './chartContent';
import { type ChartAxis, type ChartSeries, type ChartSpec, chartConfig, sharesX } from './config';
import type { DrawingContext, Size } from './export/drawingContext';

/** The curves that are not hidden, as what a frame exports. */
export function lineContent(spec: ChartSpec, hidden: ReadonlySet<string>): ChartContent {
  const all = spec.series.map((series, index) => ({ ...series, look: series.look ?? index }));
  const shown = { ...spec, series: all.filter(({ label }) => !hidden.has(label)) };
  return {
    table: () => lineTable(spec),
    draw: (context, size, theme) => drawLines(context, size, shown, theme),
    legend: shown.series.map(({ label, look, solid, markers }) => ({ label: nameText(label), look, solid, markers })),
  };
}

/** Chart.js draws once on any context, in its current scale. */
function drawLines(context: DrawingContext, { width, height }: Size, spec: ChartSpec, theme: Theme): void {
  const { plugins, options, data, type } = chartConfig(spec, theme, () => {});
  // A segment keeps Chart.js from stroking `Path2D`s, of which only the screen knows what they hold.
  const datasets = data.datasets.map((dataset) => ({ ...dataset, segment: {} }));
  const scale = context.getTransform().a;
  const canvas = { width, height, getContext: () => withCanvas };
  const withCanvas: unknown = new Proxy(context, {
    get: (target, key) => {
      if (key === 'canvas') return canvas;
      // Chart.js clears what it drew when it is destroyed.
      if (key === 'clearRect') return () => {};
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
  const still = { ...options, responsive: false, events: [], devicePixelRatio: scale };
  new Chart(
    canvas as never,
    {
      ...{ type, plugins, data: { datasets }, options: still },
      platform: BasicPlatform,
    } as never,
  ).destroy();
}

/** One row for each x if the curves share it, else one for each point. */
export function lineTable({ series, x, y, step }: ChartSpec): ChartTable {
  const [xColumn, yColumn] = [column(x, step), column(y, 1)];
  if (sharesX(series)) {
    const unit = y.kind.unit === '' ? '' : `, ${y.kind.unit}`;
    const columns = series.map(({ label }) => ({ ...yColumn, title: `${label}${unit}`, heading: nameText(label) }));
    const rows = Array.from(series[0]?.x ?? [], (at, index) => [at, ...series.map((one) => finite(one.y[index]))]);
    return { columns: [xColumn, ...columns], rows };
  }
  const name: ChartColumn = { title: 'curve', text: (value) => nameText(String(value)) };
  return { columns: [name, xColumn, yColumn], rows: series.flatMap(pointsOf) };
}

function pointsOf({ label, x, y }: ChartSeries): Cell[][] {
  return Array.from(x, (at, index) => [label, at, finite(y[index])]);
}

function column({ kind, title }: ChartAxis, step: number): ChartColumn {
  return {
    title: kind.unit === '' ? title : `${title}, ${kind.unit}`,
    heading: title,
    text: (value) => (typeof value === 'number' ? kind.value(value, step) : '–'),
    csv: (value) => (typeof value === 'number' && kind.csv ? kind.csv(value) : value),
  };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

import type { Drawing, DrawingRequest, SweepOutline } from '../protocol/sweepPage';
import {
  axisText,
  chosenPoints,
  crossoverMap,
  distinctValues,
  heatSvg,
  labelOf,
  linesSvg,
  MEASURES,
  type Measure,
  mapSvg,
  measureNamed,
  measureText,
  type Palette,
  type PointSummary,
  type SweepSummary,
  shown,
  valueText,
} from '../sweep';
import { duration, fixed } from '../text';

/** Rows of the table: the drawing shows all points. */
const MOST_ROWS = 1000;

/** The variables of the page's style sheet. */
const OF_PAGE: Palette = {
  background: 'var(--vscode-editor-background)',
  ink: 'var(--vscode-foreground)',
  quiet: 'var(--muted)',
  rule: 'var(--rule)',
  hues: [1, 2, 3, 4, 6, 5].map((hue) => `var(--c${hue})`),
};

export function outlineOf(name: string, { axes, units, done, replicas, points }: SweepSummary): SweepOutline {
  const systems = distinctValues(points, 'system').map(String);
  return {
    name,
    units,
    done,
    replicas,
    measures: MEASURES.map((measure) => ({ name: measure, title: measureText(measure) })),
    axes: axes
      .filter(({ name: axis, values }) => axis !== 'system' && values.length > 1)
      .map(({ name: axis, values }) => ({ name: axis, title: axisText(axis), values: values.map(String) })),
    systems: systems.map((system) => ({ name: system, label: labelOf(system) })),
  };
}

/** Draws some of a sweep. Throws `SweepError`. */
export function drawn(
  name: string,
  { points, replicas }: SweepSummary,
  { kind, measure: asked, x, y, system, fixed: values }: DrawingRequest,
): Drawing {
  const measure = measureNamed(asked);
  const caption = `${name}, ${replicas} ${replicas === 1 ? 'seed' : 'seeds'}, 95 % intervals`;
  const drawnAxes = kind === 'lines' ? [x] : [x, y];
  const only = kind === 'heat' ? { ...values, system } : values;
  const chosen = chosenPoints(points, drawnAxes, only);
  const svg =
    kind === 'lines'
      ? linesSvg(points, { x, measure, fixed: values }, caption, OF_PAGE)
      : kind === 'heat'
        ? heatSvg(points, { x, y, system, measure, fixed: values }, caption, OF_PAGE)
        : mapSvg(crossoverMap(points, { x, y, measure }, values), caption, OF_PAGE);
  const numbers = new Map(points.map((point, number) => [point, number]));
  return {
    svg,
    columns: [...drawnAxes.map(axisText), 'System', measureText(measure), 'from', 'to'],
    rows: chosen
      .slice(0, MOST_ROWS)
      .map((point) => ({ point: numbers.get(point) ?? 0, cells: cellsOf(point, drawnAxes, measure) })),
  };
}

function cellsOf(point: PointSummary, axes: readonly string[], measure: Measure): string[] {
  const { value, interval } = shown(point, measure);
  const worded = (one: number | undefined) =>
    one === undefined ? '' : isTime(measure) ? duration(one) : fixed(one, 0);
  return [
    ...axes.map((axis) => valueText(point.values[axis])),
    labelOf(String(point.values.system)),
    worded(value),
    worded(interval?.low),
    worded(interval?.high),
  ];
}

function isTime(measure: Measure): boolean {
  return /^(mean|p\d+|max|last)$/.test(measure);
}

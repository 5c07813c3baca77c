import type { Measure, PointSummary } from '../merge';
import { chosenPoints, distinctValues, shown } from '../points';
import { cellGrid } from './cellGrid';
import { labelOf, measureText, ON_WHITE, picture, short, text, titleText } from './svg';

const LEAST_CELL = 30;

/** One measure of one system over two axes: the darker, the more, on a logarithmic scale. Each cell has its number. */
export function heatSvg(
  points: readonly PointSummary[],
  {
    x,
    y,
    system,
    measure,
    fixed,
  }: {
    readonly x: string;
    readonly y: string;
    readonly system: string;
    readonly measure: Measure;
    readonly fixed: Readonly<Record<string, string>>;
  },
  caption: string,
  palette = ON_WHITE,
): string {
  const chosen = chosenPoints(points, [x, y], { ...fixed, system });
  const [xs, ys] = [distinctValues(chosen, x), distinctValues(chosen, y)];
  const value = new Map(
    chosen.map((point) => [JSON.stringify([point.values[x], point.values[y]]), shown(point, measure).value]),
  );
  const positive = [...value.values()].filter((one) => one > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const share = (one: number) => (one > 0 && most > least ? Math.log(one / least) / Math.log(most / least) : 0);
  const grid = cellGrid({ xName: x, yName: y, xs, ys }, LEAST_CELL, palette);
  const cells = ys.flatMap((at, row) =>
    xs.map((along, column) => {
      const one = value.get(JSON.stringify([along, at]));
      if (one === undefined) return grid.cell(column, row, { fill: palette.rule });
      const depth = 0.08 + 0.92 * share(one);
      const ink = depth > 0.5 ? palette.background : palette.ink;
      return grid.cell(column, row, { fill: palette.hues[0], opacity: depth.toFixed(3), label: short(one), ink });
    }),
  );
  const title = `${labelOf(system)}: ${measureText(measure)} (simulated)`;
  const about = text(16, 46, caption, `fill="${palette.quiet}"`);
  return picture(
    grid.width,
    grid.bottom + 52,
    title,
    [titleText(title, palette), about, ...cells, ...grid.axes],
    palette,
  );
}

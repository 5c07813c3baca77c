import type { Measure, PointSummary } from '../merge';
import { chosenPoints, distinctValues, shown } from '../points';
import { axisText, labelOf, measureText, ON_WHITE, picture, short, text, valueText } from './svg';

const CELL_WIDTH = 64;
/** Few rows are higher: the title of their axis stands beside them. */
const cellHeight = (rows: number) => Math.max(30, 160 / rows);
const LEFT = 92;
const TOP = 64;

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
  const middle = `text-anchor="middle" fill="${palette.ink}"`;
  const size = cellHeight(ys.length);
  const bottom = TOP + ys.length * size;
  const cells = ys.flatMap((at, row) =>
    xs.map((along, column) => {
      const one = value.get(JSON.stringify([along, at]));
      const [left, top] = [LEFT + column * CELL_WIDTH, TOP + (ys.length - 1 - row) * size];
      const box = `x="${left + 1}" y="${top + 1}" width="${CELL_WIDTH - 2}" height="${size - 2}" rx="2"`;
      if (one === undefined) return `<rect ${box} fill="${palette.rule}"/>`;
      const depth = 0.08 + 0.92 * share(one);
      const ink = depth > 0.5 ? palette.background : palette.ink;
      return [
        `<rect ${box} fill="${palette.hues[0]}" fill-opacity="${depth.toFixed(3)}"/>`,
        text(left + CELL_WIDTH / 2, top + size / 2 + 4, short(one), `text-anchor="middle" fill="${ink}"`),
      ].join('');
    }),
  );
  const title = `${labelOf(system)}: ${measureText(measure)} (simulated)`;
  const parts = [
    text(16, 26, title, `font-size="14" font-weight="600" fill="${palette.ink}"`),
    text(16, 46, caption, `fill="${palette.quiet}"`),
    ...cells,
    ...xs.map((along, at) => text(LEFT + (at + 0.5) * CELL_WIDTH, bottom + 18, valueText(along), middle)),
    ...ys.map((at, row) =>
      text(
        LEFT - 8,
        TOP + (ys.length - row - 0.5) * size + 4,
        valueText(at),
        `text-anchor="end" fill="${palette.ink}"`,
      ),
    ),
    text(LEFT + (xs.length * CELL_WIDTH) / 2, bottom + 40, axisText(x), middle),
    text(0, 0, axisText(y), `transform="translate(18 ${(TOP + bottom) / 2}) rotate(-90)" ${middle}`),
  ];
  return picture(Math.max(LEFT + xs.length * CELL_WIDTH + 24, 640), bottom + 52, title, parts, palette);
}

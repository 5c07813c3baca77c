import { fixed } from '../../text';
import type { Cell, CrossoverMap } from '../crossover';
import {
  axisText,
  hueOf,
  inOrder,
  legend,
  markOf,
  measureText,
  ON_WHITE,
  type Palette,
  picture,
  text,
  valueText,
} from './svg';

const CELL_WIDTH = 64;
/** Few rows are higher: the title of their axis stands beside them. */
const cellHeight = (rows: number) => Math.max(34, 160 / rows);
const LEFT = 92;
const TOP = 64;
const BELOW = 58;
const LINE = 18;

/**
 * A crossover map as an SVG picture: each cell has the colour and the mark of the best system and how many times its
 * value the next one has. Cells in which the intervals of the two overlap are pale and name both.
 * @param caption a line below it, such as the sweep and its seeds
 */
export function mapSvg(map: CrossoverMap, caption: string, palette = ON_WHITE): string {
  const { xs, ys, cells } = map;
  const systems = inOrder(cells.flatMap(({ ranked }) => ranked.map(({ system }) => system)));
  const cellSize = cellHeight(ys.length);
  const plotHeight = ys.length * cellSize;
  const title = `Which system has the least ${measureText(map.measure)} (simulated)`;
  const middle = `text-anchor="middle" fill="${palette.ink}"`;
  const parts = [
    text(16, 26, title, `font-size="14" font-weight="600" fill="${palette.ink}"`),
    text(
      16,
      46,
      'Number: how many times as much the next system has. Pale: nobody can say, intervals overlap.',
      `fill="${palette.quiet}"`,
    ),
    ...cells.map((cell, at) =>
      cellParts(cell, at % xs.length, ys.length - 1 - Math.floor(at / xs.length), cellSize, palette),
    ),
    ...xs.map((x, at) => text(LEFT + (at + 0.5) * CELL_WIDTH, TOP + plotHeight + 18, valueText(x), middle)),
    ...ys.map((y, at) =>
      text(
        LEFT - 8,
        TOP + (ys.length - at - 0.5) * cellSize + 4,
        valueText(y),
        `text-anchor="end" fill="${palette.ink}"`,
      ),
    ),
    text(LEFT + (xs.length * CELL_WIDTH) / 2, TOP + plotHeight + 40, axisText(map.xName), middle),
    text(0, 0, axisText(map.yName), `transform="translate(18 ${TOP + plotHeight / 2}) rotate(-90)" ${middle}`),
    ...systems.map((system, at) => legend(system, LEFT, TOP + plotHeight + BELOW + 8 + at * LINE, palette)),
    text(
      16,
      TOP + plotHeight + BELOW + LINE * (systems.length + 2) - 10,
      caption,
      `fill="${palette.quiet}" font-size="11"`,
    ),
  ];
  const width = Math.max(LEFT + xs.length * CELL_WIDTH + 24, 640);
  return picture(width, TOP + plotHeight + BELOW + LINE * (systems.length + 2), title, parts, palette);
}

function cellParts(
  { ranked, factor, isClear }: Cell,
  column: number,
  row: number,
  size: number,
  palette: Palette,
): string {
  const [x, y] = [LEFT + column * CELL_WIDTH, TOP + row * size];
  const [best, next] = ranked;
  const box = `x="${x + 1}" y="${y + 1}" width="${CELL_WIDTH - 2}" height="${size - 2}" rx="2"`;
  if (!best) return `<rect ${box} fill="${palette.rule}"/>`;
  const marks = isClear || !next ? markOf(best.system) : `${markOf(best.system)}/${markOf(next.system)}`;
  const label = factor !== null && isClear ? `${marks} ${fixed(factor, factor < 10 ? 2 : 1)}×` : marks;
  const ink = isClear ? palette.background : palette.ink;
  return [
    `<rect ${box} fill="${hueOf(best.system, palette)}" fill-opacity="${isClear ? 1 : 0.18}"/>`,
    text(x + CELL_WIDTH / 2, y + size / 2 + 4, label, `text-anchor="middle" fill="${ink}" pointer-events="none"`),
  ].join('');
}

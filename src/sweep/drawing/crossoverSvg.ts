import { fixed } from '../../text';
import type { Cell, CrossoverMap } from '../crossover';
import { type CellGrid, cellGrid } from './cellGrid';
import {
  hueOf,
  inOrder,
  LINE,
  legend,
  markOf,
  measureText,
  ON_WHITE,
  type Palette,
  picture,
  text,
  titleText,
} from './svg';

const LEAST_CELL = 34;
const BELOW = 58;

/**
 * A crossover map as an SVG picture: each cell has the colour and the mark of the best system and how many times its
 * value the next one has. Cells in which the intervals of the two overlap, or are missing, are pale and name both.
 * @param caption a line below it, such as the sweep and its seeds
 */
export function mapSvg(map: CrossoverMap, caption: string, palette = ON_WHITE): string {
  const { xs, cells } = map;
  const systems = inOrder(cells.flatMap(({ ranked }) => ranked.map(({ system }) => system)));
  const grid = cellGrid(map, LEAST_CELL, palette);
  const title = `Which system has the least ${measureText(map.measure)} (simulated)`;
  const reason = cells.some(({ hasIntervals }) => !hasIntervals)
    ? 'too few seeds, or intervals overlap'
    : 'intervals overlap';
  const key = `Number: how many times as much the next system has. Pale: nobody can say, ${reason}.`;
  const below = grid.bottom + BELOW;
  const end = below + LINE * (systems.length + 2);
  const parts = [
    titleText(title, palette),
    text(16, 46, key, `fill="${palette.quiet}"`),
    ...cells.map((cell, at) => cellParts(cell, at % xs.length, Math.floor(at / xs.length), grid, palette)),
    ...grid.axes,
    ...systems.map((system, at) => legend(system, grid.left, below + 8 + at * LINE, palette)),
    text(16, end - 10, caption, `fill="${palette.quiet}" font-size="11"`),
  ];
  return picture(grid.width, end, title, parts, palette);
}

function cellParts(
  { ranked: [best, next], factor, isClear }: Cell,
  column: number,
  row: number,
  grid: CellGrid,
  palette: Palette,
): string {
  if (!best) return grid.cell(column, row, { fill: palette.rule });
  const marks = isClear || !next ? markOf(best.system) : `${markOf(best.system)}/${markOf(next.system)}`;
  return grid.cell(column, row, {
    fill: hueOf(best.system, palette),
    opacity: isClear ? 1 : 0.18,
    label: factor !== null && isClear ? `${marks} ${fixed(factor, factor < 10 ? 2 : 1)}×` : marks,
    ink: isClear ? palette.background : palette.ink,
  });
}

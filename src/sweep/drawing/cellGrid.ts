import type { AxisValue } from '../axes';
import { axisText, type Palette, text, valueText } from './svg';

const CELL_WIDTH = 64;
const LEFT = 92;
const TOP = 64;
/** Few rows are higher: the title of their axis stands beside them. */
const LEAST_HEIGHT = 160;

/** Two axes of a sweep as a grid of cells, from the bottom left. */
export interface Axes {
  readonly xName: string;
  readonly yName: string;
  readonly xs: readonly AxisValue[];
  readonly ys: readonly AxisValue[];
}

export interface CellGrid {
  readonly left: number;
  /** Below the last row. */
  readonly bottom: number;
  /** Of the whole picture. */
  readonly width: number;
  /** A cell with its text in the middle. */
  cell(column: number, row: number, look: CellLook): string;
  /** Values and titles of both axes. */
  readonly axes: readonly string[];
}

interface CellLook {
  readonly fill: string;
  readonly opacity?: number | string;
  readonly label?: string;
  readonly ink?: string;
}

/** @param leastCell the least height of a row */
export function cellGrid({ xName, yName, xs, ys }: Axes, leastCell: number, { ink }: Palette): CellGrid {
  const size = Math.max(leastCell, LEAST_HEIGHT / ys.length);
  const bottom = TOP + ys.length * size;
  const middleOf = (column: number) => LEFT + (column + 0.5) * CELL_WIDTH;
  const topOf = (row: number) => TOP + (ys.length - 1 - row) * size;
  const middle = `text-anchor="middle" fill="${ink}"`;
  return {
    left: LEFT,
    bottom,
    width: Math.max(LEFT + xs.length * CELL_WIDTH + 24, 640),
    cell(column, row, { fill, opacity = 1, label = '', ink: labelInk }) {
      const [x, y] = [LEFT + column * CELL_WIDTH + 1, topOf(row) + 1];
      const box = `x="${x}" y="${y}" width="${CELL_WIDTH - 2}" height="${size - 2}" rx="2"`;
      const rectangle = `<rect ${box} fill="${fill}" fill-opacity="${opacity}"/>`;
      if (label === '') return rectangle;
      const look = `text-anchor="middle" fill="${labelInk ?? ink}" pointer-events="none"`;
      return rectangle + text(middleOf(column), topOf(row) + size / 2 + 4, label, look);
    },
    axes: [
      ...xs.map((x, column) => text(middleOf(column), bottom + 18, valueText(x), middle)),
      ...ys.map((y, row) => text(LEFT - 8, topOf(row) + size / 2 + 4, valueText(y), `text-anchor="end" fill="${ink}"`)),
      text(LEFT + (xs.length * CELL_WIDTH) / 2, bottom + 40, axisText(xName), middle),
      text(0, 0, axisText(yName), `transform="translate(18 ${(TOP + bottom) / 2}) rotate(-90)" ${middle}`),
    ],
  };
}

import type { HeatMap } from '../../../src/protocol/queries';
import type { DrawingContext } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import type { HeatMode } from '../choices';
import { countStrength, heatColors, shareStrength } from './heatColors';

/** Counts of a column, which are together in memory. */
export function columnTotal(counts: ArrayLike<number>, rows: number, column: number): number {
  let total = 0;
  for (let row = 0; row < rows; row++) total += counts[column * rows + row];
  return total;
}

/** What the strongest colour stands for: cold starts, or a share of a column. */
export function strongest({ selected, rows, columns }: HeatMap, mode: HeatMode): number {
  let most = 0;
  for (let column = 0; column < columns; column++) {
    const per = mode === 'share' ? columnTotal(selected, rows, column) || 1 : 1;
    for (let row = 0; row < rows; row++) most = Math.max(most, selected[column * rows + row] / per);
  }
  return most;
}

/** Calls `paint` for each cell with cold starts. @param strength null where the filter leaves all of them out */
function eachCell(
  heat: HeatMap,
  mode: HeatMode,
  paint: (column: number, row: number, strength: number | null) => void,
): void {
  const { columns, rows, selected, all } = heat;
  const most = strongest(heat, mode);
  for (let column = 0; column < columns; column++) {
    const total = mode === 'share' ? columnTotal(selected, rows, column) : 0;
    for (let row = 0; row < rows; row++) {
      const cell = column * rows + row;
      const value = selected[cell];
      if (value > 0)
        paint(column, row, mode === 'share' ? shareStrength(value / total, most) : countStrength(value, most));
      else if (all[cell] > 0) paint(column, row, null);
    }
  }
}

/** The cells as an image of one pixel each, the lowest latency at the bottom. Null without cells. */
export function heatImage(heat: HeatMap, mode: HeatMode, theme: Theme): HTMLCanvasElement | null {
  const { columns, rows } = heat;
  if (columns === 0 || rows === 0) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  const { cells, rest } = heatColors(theme.heat, theme.foreground);
  const table = Uint32Array.from(cells, wordOf);
  eachCell(heat, mode, (column, row, strength) => {
    words[(rows - 1 - row) * columns + column] = strength === null ? wordOf(rest) : table[strength];
  });
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The bytes of a pixel in the order of memory. */
function wordOf([red, green, blue]: readonly [number, number, number]): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Where a cell is drawn. */
export interface CellPlace {
  x(column: number): number;
  y(row: number): number;
}

/** The cells as rectangles, for pictures that consist of vectors. Cells of one colour come together. */
export function drawCells(
  context: DrawingContext,
  heat: HeatMap,
  mode: HeatMode,
  theme: Theme,
  place: CellPlace,
): void {
  const { cells, rest } = heatColors(theme.heat, theme.foreground);
  const byStrength = new Map<number | null, [column: number, row: number][]>();
  eachCell(heat, mode, (column, row, strength) => {
    const known = byStrength.get(strength);
    if (known) known.push([column, row]);
    else byStrength.set(strength, [[column, row]]);
  });
  for (const [strength, places] of byStrength) {
    const [red, green, blue] = strength === null ? rest : cells[strength];
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
    for (const [column, row] of places) {
      const [left, top] = [place.x(column), place.y(row + 1)];
      context.fillRect(left, top, place.x(column + 1) - left, place.y(row) - top);
    }
  }
}

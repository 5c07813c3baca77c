/**
 * The one grid of the charts over time, CSS pixels: axis | plot | gap | side. A moment is at the same x in all of them,
 * and a latency at the same y in the heat map and the histogram.
 */
export interface Geometry {
  readonly width: number;
  readonly isNarrow: boolean;
  readonly plotX: number;
  readonly plotWidth: number;
  readonly sideX: number;
  readonly sideWidth: number;
  readonly columns: Band;
  readonly heat: Band;
  /** Below the heat map, for the labels of the time axis. */
  readonly axisHeight: number;
  readonly height: number;
}

/** A chart between `top` and `top + height`, under a head of its own. */
export interface Band {
  readonly headTop: number;
  readonly top: number;
  readonly height: number;
}

/** Below this width the side column shrinks. */
const NARROW = 600;
/** Below this width the controls of the heat map need a row of their own. */
const MEDIUM = 1060;
/** Height of a head of one line. */
export const ONE_LINE = 28;
/** Has room for a latency such as "1.35 s". */
const AXIS_WIDTH = 44;
const WIDE_GRID = {
  axis: AXIS_WIDTH,
  gap: 12,
  side: 200,
  head: ONE_LINE,
  secondHead: ONE_LINE,
  columns: 118,
  heat: 208,
};
const NARROW_GRID = {
  axis: AXIS_WIDTH,
  gap: 8,
  side: 56,
  head: ONE_LINE,
  secondHead: 2 * ONE_LINE,
  columns: 100,
  heat: 190,
};
const AXIS_HEIGHT = 20;
/** Least pixels of a column and a row of the heat map. The few cold starts of a short trace are drawn larger. */
const CELL_PIXELS = [
  { upTo: 100, column: 8, row: 8 },
  { upTo: 2000, column: 4, row: 4 },
  { upTo: Number.POSITIVE_INFINITY, column: 3, row: 2 },
];

/**
 * @param windowHeight a tall window has a taller heat map
 * @param hasTimes false: only the histogram, on all of the width
 */
export function geometry(width: number, windowHeight: number, hasTimes = true): Geometry {
  const isNarrow = width < NARROW;
  const grid = isNarrow ? NARROW_GRID : WIDE_GRID;
  const heat = isNarrow ? grid.heat : Math.round(Math.min(320, Math.max(grid.heat, 0.24 * windowHeight)) / 2) * 2;
  const plotWidth = Math.max(40, width - grid.axis - grid.gap - grid.side);
  const columns = hasTimes ? { headTop: 0, top: grid.head, height: grid.columns } : { headTop: 0, top: 0, height: 0 };
  const heatTop = columns.top + columns.height;
  const secondHead = width < MEDIUM ? NARROW_GRID.secondHead : grid.secondHead;
  const heatBand = { headTop: heatTop, top: heatTop + (hasTimes ? secondHead : grid.head), height: heat };
  return {
    width,
    isNarrow,
    plotX: grid.axis,
    plotWidth,
    sideX: hasTimes ? grid.axis + plotWidth + grid.gap : grid.axis,
    sideWidth: hasTimes ? grid.side : Math.max(40, width - grid.axis),
    columns,
    heat: heatBand,
    axisHeight: AXIS_HEIGHT,
    height: heatBand.top + heat + AXIS_HEIGHT,
  };
}

/** What the worker may answer with. In steps, so that dragging the window's edge does not ask at every pixel. */
export function plotRoom(
  { plotWidth, heat }: Geometry,
  coldStarts: number,
): { readonly pixels: number; readonly rows: number } {
  const cell = CELL_PIXELS.find(({ upTo }) => coldStarts <= upTo)!;
  const step = 20;
  return {
    pixels: Math.max(step, Math.floor(plotWidth / cell.column / step) * step),
    rows: Math.floor(heat.height / cell.row),
  };
}

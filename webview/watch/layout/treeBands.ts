import type { Room } from './placement';
import type { TreePlan } from './treePlan';

interface Band {
  readonly top: number;
  readonly height: number;
}

/** Where the levels are, in the pixels of an unzoomed drawing. */
export interface Bands {
  /** Middle of the top's box. */
  readonly top: number;
  /** Between the middles of two levels of boxes. */
  readonly row: number;
  middle(level: number): number;
  band(level: number): Band;
}

const TOP = 30;
/** Between the middles of the top and of the first level. */
const BELOW_TOP = 52;
/** The same where a wide first level would lie under the legend, beside which the top alone has room. */
const BELOW_LEGEND = 128;
const WIDE_LEVEL = 3;
const BESIDE_LEGEND = 600;
const MOST_ROW = 120;
const MOST_CELL = 13;
const BAND_GAP = 5;
/** Bundles take at most this share of the height. */
const MOST_BUNDLES = 0.55;

/**
 * Rows for the levels that are boxes in an unzoomed drawing, below them bands for those that are cells. They stay where
 * they are as zooming turns cells into boxes.
 */
export function bandsOf(
  { sizes }: Pick<TreePlan, 'sizes'>,
  boxLevels: number,
  width: number,
  room: Room,
  placesAt: (level: number) => number,
): Bands {
  const bottom = room.height - 14;
  const isUnderLegend = placesAt(0) >= WIDE_LEVEL && room.width >= BESIDE_LEGEND;
  const first = TOP + (isUnderLegend ? BELOW_LEGEND : BELOW_TOP);
  const folded = sizes.slice(boxLevels + 1);
  const bundles = placesAt(boxLevels);
  const cells = folded.map((size, at) => Math.ceil(Math.min(placesAt(boxLevels + 1 + at) / bundles, size)));
  const most = Math.max(20, (bottom - first) * MOST_BUNDLES - BAND_GAP * folded.length);
  const columns = columnsFor(width / bundles, most, sum(cells));
  const rows = cells.map((count) => Math.ceil(count / columns));
  const cellHeight = Math.min(MOST_CELL, most / Math.max(1, sum(rows)));
  const heights = rows.map((count) => count * cellHeight);
  const bundlesTop = bottom - sum(heights) - BAND_GAP * folded.length;
  const lastRow = folded.length > 0 ? bundlesTop - 22 : bottom - 20;
  const row = boxLevels > 0 ? Math.min(MOST_ROW, (lastRow - first) / boxLevels) : 0;
  const shift = folded.length > 0 ? 0 : Math.max(0, (lastRow - first - row * boxLevels) / 3);
  const tops: number[] = [];
  let next = folded.length > 0 ? Math.min(bundlesTop, first + row * Math.max(0, boxLevels) + 60) : bundlesTop;
  for (const height of heights) {
    tops.push(next);
    next += height + BAND_GAP;
  }
  const band = (level: number): Band =>
    level > boxLevels && level - boxLevels - 1 < tops.length
      ? { top: tops[level - boxLevels - 1], height: heights[level - boxLevels - 1] }
      : { top: first + shift + row * level - 10, height: 20 };
  return {
    top: TOP + shift,
    row: row || MOST_ROW,
    band,
    middle: (level) => band(level).top + band(level).height / 2,
  };
}

/** In how many columns `cells` fill a rectangle so that they are somewhat higher than wide. */
export function columnsFor(width: number, height: number, cells: number): number {
  const columns = Math.sqrt((cells * width * 1.6) / Math.max(1, height));
  const most = Math.max(1, Math.floor(width / 2.5));
  const whole = Math.min(Math.max(1, Math.round(columns)), most, Math.max(1, cells));
  return whole > 2 && whole % 2 === 1 ? whole - 1 : whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

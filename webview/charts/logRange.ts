/** A logarithmic axis. Values that have no logarithm (0 and below) share a place of their own at its start. */
export interface LogRange {
  readonly min: number;
  readonly max: number;
  /** The smallest position that stands for itself: `min`, or with a place for 0 somewhat above it. */
  readonly from: number;
  /** Whether the axis begins with a place for 0, which is then at `min`. */
  readonly hasZero: boolean;
}

/** Values closer together than this ratio would need labels of many digits: the axis then shows more than them. */
const LEAST_RATIO = 1.05;
/** Shares of the axis: margin outside the values, and gap between 0 and the others. */
const MARGIN = 0.03;
const ZERO_GAP = 0.15;
/** Without a value above 0: from 1 ms to 10 ms. */
const NO_VALUES = { least: 0.001, most: 0.01 };

/** The range that shows all of `values`; NaN and infinity are not shown. */
export function logRange(values: Iterable<number>): LogRange {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let hasZero = false;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value <= 0) hasZero = true;
    else {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  if (most === 0) ({ least, most } = NO_VALUES);
  const widening = Math.sqrt(Math.max(1, LEAST_RATIO / (most / least)));
  const ratio = (most / least) * widening ** 2;
  const from = least / widening / ratio ** MARGIN;
  const max = most * widening * ratio ** MARGIN;
  return { min: hasZero ? from / ratio ** ZERO_GAP : from, max, from, hasZero };
}

/** Where a value is drawn; on a linear axis (null), at itself. */
export function placeOn(range: LogRange | null, value: number): number {
  return range?.hasZero && value <= 0 ? range.min : value;
}

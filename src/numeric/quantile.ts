/**
 * The p-quantile (0 ≤ p ≤ 1) of an ascending sequence: linear interpolation between order statistics, as numpy's
 * default (`linear`) and DuckDB's `quantile_cont`. NaN for an empty sequence.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  return quantileAt(sorted.length, p, (rank) => sorted[rank]);
}

/** The p-quantile of the values of `rows`, which are in ascending order of value, between positions [from, to). */
export function quantileOfRows(
  values: ArrayLike<number>,
  rows: ArrayLike<number>,
  from: number,
  to: number,
  p: number,
): number {
  return quantileAt(to - from, p, (rank) => values[rows[from + rank]]);
}

/** The p-quantile of `count` values, never -0; `valueAt` returns the value at an ascending rank. */
export function quantileAt(count: number, p: number, valueAt: (rank: number) => number): number {
  if (count <= 0) return Number.NaN;
  const position = (count - 1) * Math.min(Math.max(p, 0), 1);
  const rank = Math.floor(position);
  const below = valueAt(rank);
  // Adding 0 turns -0, which a file may write, into 0, which it ranks with.
  if (rank === position) return below + 0;
  const above = valueAt(rank + 1);
  const share = position - rank;
  // Interpolating from the nearer end keeps the result between the two despite rounding.
  return (share < 0.5 ? below + (above - below) * share : above - (above - below) * (1 - share)) + 0;
}

/** NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

import type { Curve } from '../../src/protocol/queries';

/**
 * Median of a cumulative distribution, as tiles and tables show it: the mean of the two middle samples if their number
 * is even. Exact to one point of the curve if it has fewer points than samples. null without samples.
 */
export function medianOf({ count, x, y }: Curve): number | null {
  if (count === 0) return null;
  const sampleAt = (rank: number) => {
    // `y` is the share of samples up to and including each x; rounding must not skip one.
    const at = Array.prototype.findIndex.call(y, (share: number) => share * count > rank + 0.5);
    return x[at < 0 ? x.length - 1 : at];
  };
  const middle = (count - 1) / 2;
  return (sampleAt(Math.floor(middle)) + sampleAt(Math.ceil(middle))) / 2;
}

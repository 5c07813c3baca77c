import { firstAfter } from '../numeric';
import type { CurvePoints } from './publishedCurves';

/** The inverse of a published CDF: seconds as a function of the share of samples below. */
export class Curve {
  readonly #shares: Float64Array;
  readonly #logSeconds: Float64Array;

  /** @param points part of a CDF; its shares are scaled to 0…1. Seconds must be > 0 */
  constructor(points: CurvePoints) {
    const first = points[0][0];
    const span = points[points.length - 1][0] - first;
    this.#shares = Float64Array.from(points, ([share]) => (share - first) / span);
    this.#logSeconds = Float64Array.from(points, ([, seconds]) => Math.log(seconds));
  }

  /** Seconds at `share`, 0 to 1, interpolated linearly on the figure's logarithmic axis. */
  at(share: number): number {
    const high = firstAfter(1, this.#shares.length - 1, (point) => this.#shares[point] <= share);
    const low = high - 1;
    const width = this.#shares[high] - this.#shares[low];
    const along = width > 0 ? (share - this.#shares[low]) / width : 0;
    return Math.exp(this.#logSeconds[low] + along * (this.#logSeconds[high] - this.#logSeconds[low]));
  }
}

/** Reflects a share outside 0…1 at the nearer end. Uniformly distributed shares stay uniform. */
export function reflected(share: number): number {
  const folded = share < 0 ? -share : share;
  return folded > 1 ? 2 - folded : folded;
}

import { firstAfter } from '../numeric';
import type { CurvePoints } from './publishedCurves';

/** The inverse of a published CDF: seconds as a function of the share of samples below. */
export class Curve {
  readonly #shares: Float64Array;
  readonly #logSeconds: Float64Array;

  /** The points' shares are stretched to 0…1, so a part of a CDF is a curve of its own. Seconds must be > 0. */
  constructor(points: CurvePoints) {
    const first = points[0][0];
    const span = points[points.length - 1][0] - first;
    this.#shares = Float64Array.from(points, ([share]) => (share - first) / span);
    this.#logSeconds = Float64Array.from(points, ([, seconds]) => Math.log(seconds));
  }

  /** Seconds at `share`, 0 to 1, straight between points on the figure's logarithmic axis. */
  at(share: number): number {
    const high = firstAfter(1, this.#shares.length - 1, (point) => this.#shares[point] <= share);
    const low = high - 1;
    const width = this.#shares[high] - this.#shares[low];
    const along = width > 0 ? (share - this.#shares[low]) / width : 0;
    return Math.exp(this.#logSeconds[low] + along * (this.#logSeconds[high] - this.#logSeconds[low]));
  }
}

/** Folds a share that a random step took out of 0…1 back in; shares that were evenly spread stay so. */
export function reflected(share: number): number {
  const folded = share < 0 ? -share : share;
  return folded > 1 ? 2 - folded : folded;
}

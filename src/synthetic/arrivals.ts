import { countUpTo } from '../numeric';
import { Curve, reflected } from './curve';
import type { PublishedCurves } from './publishedCurves';
import type { Random } from './random';

export const DAY_SECONDS = 86_400;

/**
 * Exponent of the cluster sizes: P(at least k cold starts) = k^-1.75. The mean size is ζ(1.75) ≈ 1.96 and 49 % of all
 * gaps are inside clusters, Figure 3(c)'s share of gaps of at most 2 s. The heavy tail makes the bursts.
 */
const CLUSTER_EXPONENT = 1.75;
const LARGEST_CLUSTER = 400;

/** A function draws its long gaps from this share of the curve to either side of its pace. */
const PACE_WIDTH = 0.12;

/**
 * Mean share of the day from a function's first cold start to its last. The rest lets functions start late or end
 * early.
 */
const ACTIVE_SHARE = 0.8;

/**
 * Share of the day that may stay free even if gaps are shortened, so that not all functions start at once.
 */
const EDGE_SHARE = 0.2;

/** Number of steps for means over the curve. */
const GRID = 1024;

/**
 * Times of cold starts. A function has clusters of cold starts 0, 1 or 2 s apart, and long gaps between clusters. Its
 * pace is a place on the curve of long gaps. A pace is given to functions in proportion to its mean gap, because a
 * function with longer gaps has fewer cold starts: all gaps together then follow the curve.
 */
export class ArrivalModel {
  readonly #longGaps: Curve;
  readonly #shortGapShares: PublishedCurves['shortGapShares'];
  /** Mean long gap in seconds at each pace, and its running sum. */
  readonly #meanGap = new Float64Array(GRID);
  readonly #cumulative = new Float64Array(GRID);

  constructor(curves: PublishedCurves) {
    this.#longGaps = new Curve(curves.longGaps);
    this.#shortGapShares = curves.shortGapShares;
    const gap = Float64Array.from({ length: GRID }, (_, cell) => this.#longGaps.at((cell + 0.5) / GRID));
    const width = Math.round(PACE_WIDTH * GRID);
    let sum = 0;
    for (let cell = 0; cell < GRID; cell++) {
      let window = 0;
      for (let offset = -width; offset <= width; offset++) window += gap[mirrored(cell + offset)];
      this.#meanGap[cell] = window / (2 * width + 1);
      sum += this.#meanGap[cell];
      this.#cumulative[cell] = sum;
    }
  }

  /** Mean cold starts per function and day. */
  get rowsPerFunction(): number {
    const [zero, one, two] = this.#shortGapShares;
    const meanGap = (1 - zero - one - two) * (this.#cumulative[GRID - 1] / GRID) + one + 2 * two;
    return (ACTIVE_SHARE * DAY_SECONDS) / meanGap;
  }

  /** The pace, from 0 (fastest) to 1, below which `share` of all functions are. */
  paceOf(share: number): number {
    const target = share * this.#cumulative[GRID - 1];
    const low = countUpTo(GRID - 1, target, (step) => this.#cumulative[step]);
    const before = low === 0 ? 0 : this.#cumulative[low - 1];
    return (low + (target - before) / (this.#cumulative[low] - before)) / GRID;
  }

  /** Mean seconds of the long gaps of a function at `pace`. */
  meanLongGap(pace: number): number {
    return this.#meanGap[Math.min(GRID - 1, Math.floor(pace * GRID))];
  }

  /**
   * Fills `seconds` with the ascending times of one function's cold starts, in whole seconds of the day. If they do not
   * fit into the day, all gaps shrink by one factor. `stretch` scales the long gaps.
   */
  draw(seconds: Uint32Array, pace: number, stretch: number, random: Random): void {
    let time = 0;
    for (let row = 0; row < seconds.length; ) {
      const clusterEnd = Math.min(seconds.length, row + clusterSize(random));
      seconds[row++] = time;
      for (; row < clusterEnd; row++) {
        time += this.#shortGap(random);
        seconds[row] = time;
      }
      time += Math.max(3, Math.round(this.#longGaps.at(reflected(pace + PACE_WIDTH * (2 * random() - 1))) * stretch));
    }
    fitIntoDay(seconds, random);
  }

  #shortGap(random: Random): number {
    const [zero, one, two] = this.#shortGapShares;
    const draw = random() * (zero + one + two);
    return draw < zero ? 0 : draw < zero + one ? 1 : 2;
  }
}

function mirrored(cell: number): number {
  if (cell < 0) return -cell - 1;
  return cell >= GRID ? 2 * GRID - 1 - cell : cell;
}

function clusterSize(random: Random): number {
  return Math.min(LARGEST_CLUSTER, Math.floor((1 - random()) ** (-1 / CLUSTER_EXPONENT)));
}

/** Shrinks times that start at 0 if they are too long for the day, and shifts them by a random amount. */
function fitIntoDay(seconds: Uint32Array, random: Random): void {
  const last = seconds[seconds.length - 1];
  const longest = (DAY_SECONDS - 1) * (1 - EDGE_SHARE * random());
  const shrink = Math.min(1, longest / Math.max(1, last));
  const room = DAY_SECONDS - 1 - Math.floor(last * shrink);
  const start = Math.floor(random() * (room + 1));
  for (let row = 0; row < seconds.length; row++) seconds[row] = start + Math.floor(seconds[row] * shrink);
}

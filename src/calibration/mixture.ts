import { quantileAt } from '../numeric';

/** A log-normal component: median and spread of logarithms. */
export interface Component {
  /** Natural logarithm of the median. */
  readonly mean: number;
  readonly sd: number;
  /** Values of the component. */
  readonly count: number;
}

/** The two components of bimodal values, and where they meet: `sorted[split]` is the first of the upper one. */
export interface Mixture {
  readonly lower: Component;
  readonly upper: Component;
  readonly split: number;
}

/** Fewer values say nothing of two components. */
export const FEWEST_BIMODAL = 8;
/** The between-class share of the variance is 0.64 for one normal component, and rises with the distance of two. */
const LEAST_BETWEEN = 0.75;
/** Twice the logarithm of the Bayes factor: "very strong" (Kass and Raftery, JASA 90:773, 1995). */
const LEAST_BIC_GAIN = 10;
/** The upper median is at least this many times the lower one: less is scatter, not a missing image. */
export const LEAST_RATIO = 1.4;
const MOST_STEPS = 12;
const ENOUGH = 1e-4;
/** Latencies are recorded to a millisecond or coarser: a component has at least this spread. */
export const LEAST_SD = 0.005;
/** Fewer values than this show no deciles. */
export const FEW = 10;
/** Standard deviations between the first and the last decile of a normal distribution. */
export const DECILES_APART = 2.563;

/**
 * Fits two normal components to ascending logarithms, by expectation and maximisation from the best split of two
 * classes (Otsu, IEEE Trans. SMC 9:62, 1979). null unless two explain clearly more than one (BIC).
 * Takes linear time.
 * @param sorted ascending
 */
export function fitMixture(sorted: Float64Array): Mixture | null {
  const n = sorted.length;
  if (n < FEWEST_BIMODAL) return null;
  const start = bestSplit(sorted);
  if (start === null) return null;
  let [lower, upper, weight] = [momentsOf(sorted, 0, start), momentsOf(sorted, start, n), start / n];
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = maximised(sorted, lower, upper, weight);
    [lower, upper, weight] = [next.lower, next.upper, next.weight];
    if (Math.abs(next.logLikelihood - logLikelihood) < ENOUGH * n) {
      logLikelihood = next.logLikelihood;
      break;
    }
    logLikelihood = next.logLikelihood;
  }
  const one = momentsOf(sorted, 0, n);
  const alone = -n * (Math.log(one.sd * Math.sqrt(2 * Math.PI)) + 0.5);
  // Two components have three more parameters.
  const gain = 2 * (logLikelihood - alone) - 3 * Math.log(n);
  if (!(gain > LEAST_BIC_GAIN)) return null;
  const split = meeting(sorted, lower, upper, weight);
  if (split < 2 || n - split < 2) return null;
  const [low, high] = [componentOf(sorted, 0, split), componentOf(sorted, split, n)];
  if (high.mean - low.mean < Math.log(LEAST_RATIO)) return null;
  return { lower: low, upper: high, split };
}

/** Median and spread of sorted[from, to), neither of which a few outliers change. */
export function componentOf(sorted: Float64Array, from: number, to: number): Component {
  const count = to - from;
  const at = (share: number) => quantileAt(count, share, (rank) => sorted[from + rank]);
  const mean = at(0.5);
  if (count < 2) return { mean, sd: Number.NaN, count };
  if (count < FEW) return { mean, sd: momentsOf(sorted, from, to).sd, count };
  return {
    mean,
    sd: Math.max(LEAST_SD, (at(0.9) - at(0.1)) / DECILES_APART),
    count,
  };
}

/** Where two classes differ most; null if they differ no more than the halves of one normal distribution. */
function bestSplit(sorted: Float64Array): number | null {
  const n = sorted.length;
  const all = momentsOf(sorted, 0, n);
  const total = all.sd * all.sd * n;
  if (!(total > 0)) return null;
  let sum = 0;
  let best = 0;
  let split = 0;
  for (let i = 1; i < n; i++) {
    sum += sorted[i - 1] - all.mean;
    const between = (sum * sum * n) / (i * (n - i));
    if (between > best && i >= 2 && n - i >= 2) {
      best = between;
      split = i;
    }
  }
  return best / total > LEAST_BETWEEN ? split : null;
}

interface Moments {
  readonly mean: number;
  readonly sd: number;
}

function momentsOf(sorted: Float64Array, from: number, to: number): Moments {
  let mean = 0;
  for (let i = from; i < to; i++) mean += sorted[i];
  mean /= to - from;
  let square = 0;
  for (let i = from; i < to; i++) square += (sorted[i] - mean) ** 2;
  return { mean, sd: Math.max(LEAST_SD, Math.sqrt(square / (to - from))) };
}

/** One step of expectation and maximisation. The likelihood is that of the components given. */
function maximised(sorted: Float64Array, lower: Moments, upper: Moments, weight: number) {
  const n = sorted.length;
  let [logLikelihood, count, sum, square, allSum, allSquare] = [0, 0, 0, 0, 0, 0];
  const [a, b] = [scaled(lower, weight), scaled(upper, 1 - weight)];
  for (let i = 0; i < n; i++) {
    const x = sorted[i];
    const p = a.log - ((x - lower.mean) * a.inverse) ** 2 / 2;
    const q = b.log - ((x - upper.mean) * b.inverse) ** 2 / 2;
    // log(e^p + e^q), and the share of p, from one exponential of a number that is not positive.
    const ratio = Math.exp(-Math.abs(p - q));
    logLikelihood += Math.max(p, q) + Math.log1p(ratio);
    const share = p >= q ? 1 / (1 + ratio) : ratio / (1 + ratio);
    const d = x - lower.mean;
    count += share;
    sum += share * d;
    square += share * d * d;
    allSum += d;
    allSquare += d * d;
  }
  const moments = (size: number, total: number, squares: number): Moments => {
    const mean = total / size;
    return { mean: lower.mean + mean, sd: Math.max(LEAST_SD, Math.sqrt(Math.max(0, squares / size - mean * mean))) };
  };
  return {
    logLikelihood,
    lower: moments(Math.max(count, 1e-9), sum, square),
    upper: moments(Math.max(n - count, 1e-9), allSum - sum, allSquare - square),
    weight: Math.min(1 - 1e-9, Math.max(1e-9, count / n)),
  };
}

function scaled({ sd }: Moments, weight: number) {
  return { log: Math.log(weight) - Math.log(sd * Math.sqrt(2 * Math.PI)), inverse: 1 / sd };
}

/** The first value between the means that belongs to the upper component rather. */
function meeting(sorted: Float64Array, lower: Moments, upper: Moments, weight: number): number {
  const [a, b] = [scaled(lower, weight), scaled(upper, 1 - weight)];
  for (let i = 0; i < sorted.length; i++) {
    const x = sorted[i];
    if (x <= lower.mean) continue;
    if (x >= upper.mean) return i;
    const p = a.log - ((x - lower.mean) * a.inverse) ** 2 / 2;
    const q = b.log - ((x - upper.mean) * b.inverse) ** 2 / 2;
    if (q > p) return i;
  }
  return sorted.length;
}

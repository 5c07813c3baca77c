import { RandomStream } from '../simulation';

/** Bootstrap replicates of each quantile: the limits of a 95 % interval then have 50 replicates beyond them. */
export const REPLICATES = 2000;
/** Every comparison draws from this seed: the same cold starts have the same intervals. */
const SEED = 20_260_613;
/** Attempts of one draw before its last candidate is taken; of the first one, 95 % or more succeed. */
const ATTEMPTS = 16;

/**
 * Bootstrap replicates of quantiles without resampling. The k-th smallest of n draws from n values is the value whose
 * rank is the k-th smallest of n uniform numbers, times n; that number has a beta distribution, and given it, the next
 * one is the smallest of n − k uniform numbers above it. So a replicate takes three random numbers for any n, and has
 * exactly the distribution of a resampled quantile (Efron, Annals of Statistics 7:1, 1979, section 3).
 * @param sorted ascending, not empty
 * @param side the two sides of a comparison draw different numbers
 * @returns `REPLICATES` of the first share, then of the next
 */
export function quantileReplicates(sorted: Float64Array, shares: readonly number[], side: 0 | 1): Float64Array {
  const n = sorted.length;
  const replicates = new Float64Array(shares.length * REPLICATES);
  for (const [index, share] of shares.entries()) {
    const random = new RandomStream(SEED, 2 * index + side);
    const position = (n - 1) * share;
    const rank = Math.floor(position);
    const fraction = position - rank;
    for (let i = 0; i < REPLICATES; i++) {
      const place = betaDraw(random, i, rank + 1, n - rank);
      const below = sorted[Math.min(n - 1, Math.floor(n * place))];
      let value = below;
      if (fraction > 0) {
        const step = 1 - random.uniform(random.cell(i, 2)) ** (1 / (n - rank - 1));
        const next = place + (1 - place) * step;
        value = below + (sorted[Math.min(n - 1, Math.floor(n * next))] - below) * fraction;
      }
      replicates[index * REPLICATES + i] = value;
    }
  }
  return replicates;
}

/** Beta distributed with these two whole numbers. */
function betaDraw(random: RandomStream, row: number, a: number, b: number): number {
  const first = gammaDraw(random, random.cell(row, 0), a);
  return first / (first + gammaDraw(random, random.cell(row, 1), b));
}

/** Gamma distributed, for shapes of at least 1: Marsaglia and Tsang, ACM TOMS 26:363, 2000. */
function gammaDraw(random: RandomStream, index: number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  let candidate = d;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const x = random.normal(index + attempt);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    candidate = d * v;
    if (Math.log(random.uniform(index + attempt)) < 0.5 * x * x + d - candidate + d * Math.log(v)) return candidate;
  }
  return candidate;
}

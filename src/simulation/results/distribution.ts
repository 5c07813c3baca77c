import type { Run, RunResult } from '../types';
import { countedTimes } from './responses';

/** Bins for each doubling of a latency: they are 2.2 % wide, so a quantile is off by 1.1 % at most. */
const BINS_A_DOUBLING = 32;
/** Latencies below a microsecond share the first bin. */
const LEAST_SECONDS = 1e-6;
/** Bin numbers are below this: up to 10^12 seconds. */
export const MOST_BINS = 1 + Math.ceil(BINS_A_DOUBLING * Math.log2(1e18));

/**
 * The latencies of a run (of requests: responses) in a form that can be merged with those of other runs, in any order.
 */
export interface LatencyDistribution {
  readonly count: number;
  /** Seconds, and seconds squared. */
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly min: number;
  readonly max: number;
  /** Number of each bin that holds any, ascending, and how many it holds. */
  readonly bins: readonly number[];
  readonly counts: readonly number[];
}

export function latencyDistribution({ workload }: Pick<Run, 'workload'>, result: RunResult): LatencyDistribution {
  const { response, provisioning } = countedTimes(workload, result);
  const latencies = response ?? provisioning;
  const inBin = new Uint32Array(MOST_BINS);
  let sum = 0;
  let sumOfSquares = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const seconds of latencies) {
    sum += seconds;
    sumOfSquares += seconds * seconds;
    if (seconds < min) min = seconds;
    if (seconds > max) max = seconds;
    inBin[binOfLatency(seconds)]++;
  }
  const bins: number[] = [];
  for (let bin = 0; bin < MOST_BINS; bin++) if (inBin[bin] > 0) bins.push(bin);
  const count = latencies.length;
  return { count, sum, sumOfSquares, min: count ? min : 0, max, bins, counts: bins.map((bin) => inBin[bin]) };
}

function binOfLatency(seconds: number): number {
  if (!(seconds > LEAST_SECONDS)) return 0;
  return Math.min(MOST_BINS - 1, 1 + Math.floor(BINS_A_DOUBLING * Math.log2(seconds / LEAST_SECONDS)));
}

/**
 * A quantile of binned latencies, seconds: the geometric middle of its bin. NaN without latencies.
 * @param inBin latencies by bin
 */
export function quantileOfBins(inBin: ReadonlyMap<number, number>, share: number): number {
  const bins = [...inBin].sort(([a], [b]) => a - b);
  const total = bins.reduce((sum, [, count]) => sum + count, 0);
  const rank = Math.max(1, Math.ceil(share * total));
  let below = 0;
  for (const [bin, count] of bins) {
    below += count;
    if (below >= rank) return bin === 0 ? 0 : LEAST_SECONDS * 2 ** ((bin - 0.5) / BINS_A_DOUBLING);
  }
  return Number.NaN;
}

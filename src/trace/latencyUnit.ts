import { MANY, nearRanks, selectRanks } from '../numeric';
import { duration, significant } from '../text';
import type { DetectedUnit, LatencyUnit } from './table';

/** Divide a latency by this for seconds. Dividing by 1,000 rounds correctly; multiplying by 0.001 does not. */
export function unitsPerSecond(unit: LatencyUnit): number {
  return unit === 'seconds' ? 1 : 1000;
}

/**
 * Latencies with at least this median are read as milliseconds. The paper's slowest median cold start is 24.5 s (ATC'21
 * Fig. 3d), and no container starts in less than some tens of milliseconds: 100 is far from both, as 100 s and as 0.1
 * s.
 */
export const MILLISECONDS_FROM_MEDIAN = 100;

/** If the quantiles at this share from either end differ by this factor, they are hardly in one unit. */
const MIXED_SHARE = 0.1;
const MIXED_RATIO = 300;
/** No container starts in fewer milliseconds. */
const LEAST_MILLISECONDS = 30;

/** Latencies above 0 by ascending rank, in the unit of the file. */
export interface PositiveLatencies {
  /** How many latencies are 0, and how many are above 0. */
  readonly zeros: number;
  readonly count: number;
  at(rank: number): number;
}

/**
 * Detects seconds or milliseconds from the median of the latencies above 0. A few huge values do not move it. Zeros do
 * not count: many logs write them if nothing was measured.
 * @param latency in the unit of the file, not negative; at least one
 */
export function detectUnit(latency: Float64Array): DetectedUnit {
  return detectUnitOf(rankedLatencies(latency));
}

/** The same for sorted latencies. */
export function detectUnitOf(latencies: PositiveLatencies): DetectedUnit {
  const { count, zeros } = latencies;
  if (count === 0) return { unit: 'seconds', reason: 'All latencies are 0: nothing tells their unit.', doubt: null };
  const lower = latencies.at((count - 1) >> 1);
  const upper = latencies.at(count >> 1);
  // As numpy: halfway between the two middle values of an even number of values.
  const median = lower + (upper - lower) / 2;
  const which = zeros === 0 ? 'The median latency' : 'The median of the latencies above 0';
  return {
    unit: unitOfMedian(median),
    reason: `${which}, ${significant(median, 4)}, would be ${duration(median)} if read as seconds and ${duration(median / 1000)} if read as milliseconds; medians of ${MILLISECONDS_FROM_MEDIAN} or more are taken for milliseconds.`,
    doubt: mixedUnits(latencies),
  };
}

/** The unit detected from the median of the latencies above 0. */
export function unitOfMedian(median: number): LatencyUnit {
  return median >= MILLISECONDS_FROM_MEDIAN ? 'milliseconds' : 'seconds';
}

/** How far from either end the latencies are that `mixedUnits` compares. */
function mixedRank(count: number): number {
  return Math.max(1, Math.floor(MIXED_SHARE * count));
}

/** The ranks that detection looks at, ascending. */
function ranksOf(count: number): number[] {
  const rank = mixedRank(count);
  const middle = [(count - 1) >> 1, count >> 1];
  return 2 * (rank + 1) > count ? middle : [rank, ...middle, count - 1 - rank];
}

/** Why the column may mix both units, in one sentence; null if there is no sign of that. */
function mixedUnits(latencies: PositiveLatencies): string | null {
  const rank = mixedRank(latencies.count);
  if (2 * (rank + 1) > latencies.count) return null;
  const low = latencies.at(rank);
  const high = latencies.at(latencies.count - 1 - rank);
  if (low >= LEAST_MILLISECONDS || high < MILLISECONDS_FROM_MEDIAN || high < low * MIXED_RATIO) return null;
  return `Many latencies are ${significant(low, 3)} or less and many are ${significant(high, 3)} or more: the column may mix seconds and milliseconds.`;
}

/** The ranks of a column without negative values, by passes over a copy of the few values that can be at the ranks. */
function rankedLatencies(values: Float64Array): PositiveLatencies {
  let zeros = 0;
  for (let row = 0; row < values.length; row++) if (values[row] === 0) zeros++;
  const count = values.length - zeros;
  const ranks = count === 0 ? [] : ranksOf(count).map((rank) => zeros + rank);
  // Narrowing down takes a table of a megabyte, whatever the number of values.
  const { near, places } =
    values.length < MANY
      ? { near: values.slice(), places: Uint32Array.from(ranks) }
      : nearRanks(values, Uint32Array.from(ranks));
  selectRanks(near, 0, near.length, places);
  return { zeros, count, at: (rank) => near[places[ranks.indexOf(zeros + rank)]] };
}

import { type Checkpoint, type Limit, Quantiles } from '../numeric';
import type { TraceTable } from '../trace';
import type { Burst, Bursts, BurstsRequest } from './answers';
import { niceBins } from './bins';
import { peakWithin } from './series';
import type { TraceIndex } from './traceIndex';

/** How many times the cold starts of the median bin a bin of a burst has. */
export const BURST_FACTOR: Limit = { min: 1, max: 1000, integer: false, unit: '×', defaultValue: 3 };
/** Most bins that a width is chosen for. */
const MOST_BINS = 1440;
/** Bins with fewer cold starts than this are no burst, however quiet the rest is. */
const LEAST_STARTS = 10;
/** Bins between two stretches that join them. */
const JOINED_BY = 1;
/** Names of the functions with most cold starts. */
const FUNCTIONS_NAMED = 3;
/** Bursts listed: those with most cold starts. */
const MOST_LISTED = 200;

/**
 * Stretches of time with unusually many cold starts. Time is cut into bins of one width. A bin belongs to a burst if it
 * has more than `factor` times as many cold starts as the median of the bins that have any, and 10 at least; bursts
 * with one bin between them are one. O(rows), and O(bins) memory.
 */
export async function bursts(
  table: TraceTable,
  { byTime }: Pick<TraceIndex, 'byTime'>,
  unitsPerSecond: number,
  { factor, binSeconds: asked, target }: BurstsRequest,
  checkpoint?: Checkpoint,
): Promise<Bursts> {
  const rows = byTime.length;
  if (rows === 0) return { binSeconds: asked ?? 1, threshold: LEAST_STARTS, total: 0, listed: [] };
  const time = (at: number) => table.time[byTime[at]];
  const [first, last] = [time(0), time(rows - 1)];
  // Bins that would be too many are wider than asked.
  const nice = niceBins(first, last, MOST_BINS, true).seconds;
  const binSeconds = asked === null ? nice : Math.max(asked, nice / 100);
  const starts = startsByBin(time, rows, binSeconds);
  const threshold = Math.max(LEAST_STARTS, Math.floor(factor * medianOfFilled(starts)) + 1);
  const stretches = stretchesOf(starts, threshold);
  const found: Burst[] = [];
  for (const { from, to } of stretches) {
    await checkpoint?.();
    found.push(burstOf(table, byTime, unitsPerSecond, { from: starts.at[from], to: endOf(starts, to, rows) }, target));
  }
  const listed = found.toSorted((a, b) => b.coldStarts - a.coldStarts).slice(0, MOST_LISTED);
  return { binSeconds, threshold, total: found.length, listed: listed.sort((a, b) => a.from - b.from) };
}

/** Bins with cold starts, ascending: which bin each is, and the place of its first row in the order of time. */
interface Starts {
  readonly bin: readonly number[];
  readonly at: readonly number[];
  readonly count: readonly number[];
}

function startsByBin(time: (at: number) => number, rows: number, seconds: number): Starts {
  const bin: number[] = [];
  const at: number[] = [];
  const count: number[] = [];
  for (let row = 0; row < rows; row++) {
    const one = Math.floor(time(row) / seconds);
    if (bin[bin.length - 1] === one) count[count.length - 1]++;
    else {
      bin.push(one);
      at.push(row);
      count.push(1);
    }
  }
  return { bin, at, count };
}

function medianOfFilled({ count }: Starts): number {
  const sorted = Float64Array.from(count).sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** Places in `starts`, from and to (inclusive), of the bins of each burst. */
function stretchesOf({ bin, count }: Starts, threshold: number): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const [place, starts] of count.entries()) {
    if (starts < threshold) continue;
    const before = found[found.length - 1];
    if (before && bin[place] - bin[before.to] <= 1 + JOINED_BY) before.to = place;
    else found.push({ from: place, to: place });
  }
  return found;
}

function endOf({ at }: Starts, place: number, rows: number): number {
  return at[place + 1] ?? rows;
}

/** @param range places in the order of time */
function burstOf(
  table: TraceTable,
  byTime: Uint32Array,
  unitsPerSecond: number,
  range: { readonly from: number; readonly to: number },
  target: number | null,
): Burst {
  const { from, to } = range;
  const times = Float64Array.from({ length: to - from }, (_, at) => table.time[byTime[from + at]]);
  const length = times[times.length - 1] - times[0];
  const latencies = Float64Array.from(times, (_, at) => table.latency[byTime[from + at]] / unitsPerSecond);
  const above = target === null ? null : latencies.filter((seconds) => seconds > target).length / latencies.length;
  const byFunction = new Map<number, number>();
  for (let at = from; at < to; at++) {
    const id = table.functionId[byTime[at]];
    byFunction.set(id, (byFunction.get(id) ?? 0) + 1);
  }
  const most = [...byFunction].sort(([a, n], [b, m]) => m - n || a - b).slice(0, FUNCTIONS_NAMED);
  return {
    from: times[0],
    to: times[times.length - 1],
    coldStarts: to - from,
    peakPerSecond: peakWithin(times, times.length, 1),
    functions: byFunction.size,
    mostly: most.map(([id]) => table.functionNames.at(id) ?? ''),
    medianBefore: medianBefore(table, byTime, unitsPerSecond, from, Math.max(length, 60)),
    medianDuring: medianOf(latencies),
    aboveTarget: above,
  };
}

/** Median latency in the time before a burst that is as long as it, a minute at least; null without a cold start. */
function medianBefore(
  table: TraceTable,
  byTime: Uint32Array,
  unitsPerSecond: number,
  end: number,
  seconds: number,
): number | null {
  const since = table.time[byTime[end]] - seconds;
  let start = end;
  while (start > 0 && table.time[byTime[start - 1]] >= since) start--;
  if (start === end) return null;
  return medianOf(
    Float64Array.from({ length: end - start }, (_, at) => table.latency[byTime[start + at]] / unitsPerSecond),
  );
}

/** Overwrites the order of `latencies`. */
function medianOf(latencies: Float64Array): number {
  let median = Number.NaN;
  new Quantiles([0.5]).of(latencies, 0, latencies.length, (_, value) => {
    median = value;
  });
  return median;
}

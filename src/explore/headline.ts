import { type Checkpoint, forSlices, quantileAt, quantileOfRows, selectRanks } from '../numeric';
import type { TraceIndex } from '../statistics';
import type { TraceTable } from '../trace';
import type { Headline } from './answers';
import type { BinQuantiles } from './binQuantiles';

/** Quantiles of a headline. */
const SHARES = [0.5, 0.9, 0.99] as const;

export type HeadlineQuantiles = Pick<Headline, 'p50' | 'p90' | 'p99'>;

/** @param quantileOf a quantile in seconds */
function headlineQuantiles(quantileOf: (p: number) => number): HeadlineQuantiles {
  const [p50, p90, p99] = SHARES.map(quantileOf);
  return { p50, p90, p99 };
}

/** Within 0.5 %. */
export function binnedQuantiles(bins: BinQuantiles): HeadlineQuantiles {
  return headlineQuantiles((p) => bins.at(p));
}

/** Of all rows, in the time that it takes to look them up. */
export function indexedQuantiles(
  { latency, rowCount }: TraceTable,
  { byLatency }: TraceIndex,
  unitsPerSecond: number,
): HeadlineQuantiles {
  return headlineQuantiles((p) => quantileOfRows(latency, byLatency, 0, rowCount, p) / unitsPerSecond);
}

/** Rows as a mask and their latencies as bins. */
export interface MaskedLatencies {
  readonly latency: Float64Array;
  readonly unitsPerSecond: number;
  /** The bin of each row. */
  readonly binOfRow: Uint16Array;
  /** 0 for the rows that count. */
  readonly bits: Uint16Array;
}

/** Exact quantiles: looks at all rows, and sorts only those in the bins that hold the quantiles. */
export async function exactQuantiles(
  { latency, unitsPerSecond, binOfRow, bits }: MaskedLatencies,
  bins: BinQuantiles,
  checkpoint?: Checkpoint,
): Promise<HeadlineQuantiles> {
  if (bins.count === 0) return headlineQuantiles(() => Number.NaN);
  const ranks = SHARES.flatMap((p) => {
    const below = Math.floor((bins.count - 1) * p);
    return [below, Math.min(below + 1, bins.count - 1)];
  });
  const wanted = [...new Set(ranks.map((rank) => bins.binOf(rank)))].sort((a, b) => a - b);
  const near = new Float64Array(wanted.reduce((sum, bin) => sum + bins.bins[bin], 0));
  /** By bin, where its next value goes; 0 for bins that hold no quantile, else one more. */
  const next = new Uint32Array(bins.to);
  const firstRank = new Map<number, number>();
  let start = 0;
  for (const bin of wanted) {
    next[bin] = start + 1;
    firstRank.set(bin, bins.rankOf(bin) - start);
    start += bins.bins[bin];
  }
  await forSlices(bits.length, checkpoint, (from, to) => gather(latency, binOfRow, bits, next, near, from, to));
  const places = ranks.map((rank) => rank - (firstRank.get(bins.binOf(rank)) ?? 0));
  selectRanks(near, 0, near.length, Uint32Array.from(new Set(places)).sort());
  const valueAt = (rank: number) => near[rank - (firstRank.get(bins.binOf(rank)) ?? 0)] / unitsPerSecond;
  return headlineQuantiles((p) => quantileAt(bins.count, p, valueAt));
}

function gather(
  latency: Float64Array,
  binOfRow: Uint16Array,
  bits: Uint16Array,
  next: Uint32Array,
  near: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const at = next[binOfRow[row]];
    if (at === 0 || bits[row] !== 0) continue;
    near[at - 1] = latency[row];
    next[binOfRow[row]] = at + 1;
  }
}

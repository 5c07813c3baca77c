import { type Checkpoint, forSlices } from '../numeric';
import type { TraceIndex } from '../statistics';
import type { TraceTable } from '../trace';
import { ArrayCounter, type Sign } from './counters';

const MINUTE = 60;
/** Widths of buckets in seconds, each with a whole number of them in a minute. */
const WIDTHS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];
/** Buckets of a trace, unless it spans years. */
const MANY = 1 << 18;

/** Rows by time, in buckets so narrow that they tell where the fullest minute can be. */
export class TimeBuckets extends ArrayCounter {
  /** @param first the first bucket, in widths since the epoch; @param isExact whether all times are whole seconds */
  private constructor(
    readonly table: TraceTable,
    readonly index: TraceIndex,
    readonly width: number,
    readonly first: number,
    buckets: number,
    readonly isExact: boolean,
  ) {
    super(buckets);
  }

  static async of(table: TraceTable, index: TraceIndex, checkpoint?: Checkpoint): Promise<TimeBuckets> {
    const { time, rowCount } = table;
    const { byTime } = index;
    if (rowCount === 0) return new TimeBuckets(table, index, 1, 0, 0, true);
    const [from, to] = [time[byTime[0]], time[byTime[rowCount - 1]]];
    const fits = (seconds: number) => bucketOf(to, seconds) - bucketOf(from, seconds) < MANY;
    // Beyond those of a minute, as wide as it takes: times up to the largest double are read.
    const width = WIDTHS.find(fits) ?? Math.max(MINUTE, (to - from) / MANY);
    let isWhole = true;
    await forSlices(rowCount, checkpoint, (start, end) => {
      isWhole &&= areWhole(time, start, end);
    });
    const first = bucketOf(from, width);
    return new TimeBuckets(table, index, width, first, bucketOf(to, width) - first + 1, isWhole && width === 1);
  }

  protected override count(rows: Uint32Array, count: number, sign: Sign): void {
    const { selected, width, first } = this;
    const { time } = this.table;
    // Most traces are shorter than three days, and dividing takes a while.
    if (width === 1) for (let i = 0; i < count; i++) selected[Math.floor(time[rows[i]]) - first] += sign;
    else for (let i = 0; i < count; i++) selected[bucketOf(time[rows[i]], width) - first] += sign;
  }

  /** Most of the counted rows in any 60 s. @param bits 0 for the rows that are counted */
  peak(bits: Uint16Array): number {
    const { selected, width } = this;
    const inMinute = Math.floor(MINUTE / width);
    const sums = slidingSums(selected, Math.max(1, inMinute));
    // A minute that begins in a bucket may reach one bucket further than a minute of whole buckets.
    if (this.isExact) return largest(sums);
    const reached = Math.ceil(MINUTE / width) + 1;
    const atMost = slidingSums(selected, reached);
    const atLeast = inMinute === 0 ? 0 : largest(sums);
    return this.#peakWhere(atMost, atLeast, bits);
  }

  /** The peak, looking only at minutes that begin in buckets from which it can be reached. */
  #peakWhere(atMost: Uint32Array, atLeast: number, bits: Uint16Array): number {
    const { time } = this.table;
    const { byTime } = this.index;
    const { all } = this;
    let peak = atLeast;
    let rank = 0;
    let end = 0;
    let within = 0;
    for (let bucket = 0, first = 0; bucket < atMost.length; first += all[bucket++]) {
      if (atMost[bucket] <= peak) continue;
      // Minutes that begin between the last such bucket and this one are passed over.
      for (; rank < first && rank < end; rank++) if (bits[byTime[rank]] === 0) within--;
      rank = first;
      end = Math.max(end, first);
      for (; rank < first + all[bucket]; rank++) {
        const row = byTime[rank];
        if (bits[row] !== 0) continue;
        const start = time[row];
        for (; end < byTime.length && time[byTime[end]] - start < MINUTE; end++) if (bits[byTime[end]] === 0) within++;
        if (within > peak) peak = within;
        within--;
      }
    }
    return peak;
  }
}

/** The number of widths since the epoch: division may round up. */
function bucketOf(time: number, width: number): number {
  const bucket = Math.floor(time / width);
  return bucket * width > time ? bucket - 1 : bucket;
}

function areWhole(time: Float64Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (time[row] !== Math.floor(time[row])) return false;
  return true;
}

/** For each bucket, the sum of so many from it on. */
function slidingSums(counts: Uint32Array, many: number): Uint32Array {
  const sums = new Uint32Array(counts.length);
  let sum = 0;
  for (let last = counts.length - 1; last >= 0; last--) {
    sum += counts[last];
    if (last + many < counts.length) sum -= counts[last + many];
    sums[last] = sum;
  }
  return sums;
}

function largest(sums: Uint32Array): number {
  let most = 0;
  for (let at = 0; at < sums.length; at++) if (sums[at] > most) most = sums[at];
  return most;
}

import { type Checkpoint, forSlices, mean, Quantiles, quantile } from '../numeric';
import { cdfOf } from '../statistics';
import { type NameList, namesAsBytes } from '../trace';
import {
  COMPARED_SHARES,
  type FunctionGroups,
  type QuantileColumns,
  type SideSummary,
  type StageOfSide,
} from './answers';
import { quantileReplicates } from './bootstrap';
import { rankLimits } from './rankLimits';

/** Some of the cold starts of a trace, or of a run. */
export interface SideRows {
  /** Rows by ascending latency. */
  readonly rows: Uint32Array;
  /** By row; divided by `unitsPerSecond` it is seconds. */
  readonly latency: Float64Array;
  readonly unitsPerSecond: number;
  readonly functionId: Uint16Array | Uint32Array;
  readonly functionNames: NameList;
  readonly stages: readonly { readonly key: string; readonly title: string; readonly values: Float32Array }[];
  /** As in `SideSummary`. */
  readonly seconds: number | null;
  readonly warm: number | null;
}

/**
 * Summarizes a side in O(rows) without sorting.
 * @param side 0 for A, 1 for B
 * @param pixels most points of the CDF
 */
export async function summarizeSide(
  side: SideRows,
  place: 0 | 1,
  pixels: number,
  checkpoint?: Checkpoint,
): Promise<SideSummary> {
  const sorted = new Float64Array(side.rows.length);
  await forSlices(sorted.length, checkpoint, (from, to) => {
    gather(side.latency, side.rows, side.unitsPerSecond, sorted, from, to);
  });
  const { length: count } = sorted;
  return {
    count,
    mean: mean(sorted),
    max: count === 0 ? Number.NaN : sorted[count - 1],
    quantiles: Float64Array.from(COMPARED_SHARES, (share) => quantile(sorted, share)),
    replicates: count === 0 ? new Float64Array(0) : quantileReplicates(sorted, COMPARED_SHARES, place),
    cdf: cdfOf(place === 0 ? 'A' : 'B', count, (rank) => sorted[rank], pixels),
    groups: await functionGroups(side, sorted, checkpoint),
    stages: await stagesOf(side, checkpoint),
    seconds: side.seconds,
    warm: side.warm,
  };
}

/** A function of its own, because V8 compiles it within a few calls. */
function gather(
  values: Float64Array,
  rows: Uint32Array,
  divisor: number,
  into: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) into[i] = values[rows[i]] / divisor;
}

/** @param sorted the latencies of `side.rows`, seconds */
async function functionGroups(
  { rows, functionId, functionNames }: SideRows,
  sorted: Float64Array,
  checkpoint?: Checkpoint,
): Promise<FunctionGroups> {
  const starts = new Uint32Array(functionNames.length + 1);
  for (let i = 0; i < rows.length; i++) starts[functionId[rows[i]] + 1]++;
  for (let id = 0; id < functionNames.length; id++) starts[id + 1] += starts[id];
  const grouped = new Float64Array(rows.length);
  const next = starts.slice();
  await forSlices(rows.length, checkpoint, (from, to) => {
    // In the order of latency, so each group is sorted.
    for (let i = from; i < to; i++) grouped[next[functionId[rows[i]]]++] = sorted[i];
  });
  const ids = Uint32Array.from(presentIds(starts));
  const columns = (share: number) => quantileColumns(grouped, starts, ids, share);
  return {
    names: namesAsBytes(functionNames),
    ids,
    counts: ids.map((id) => starts[id + 1] - starts[id]),
    p50: columns(0.5),
    p99: columns(0.99),
  };
}

function* presentIds(starts: Uint32Array): Generator<number> {
  for (let id = 0; id + 1 < starts.length; id++) if (starts[id + 1] > starts[id]) yield id;
}

function quantileColumns(grouped: Float64Array, starts: Uint32Array, ids: Uint32Array, share: number): QuantileColumns {
  const [value, low, high] = [0, 0, 0].map(() => new Float64Array(ids.length));
  for (let i = 0; i < ids.length; i++) {
    const group = grouped.subarray(starts[ids[i]], starts[ids[i] + 1]);
    const [lowest, highest] = rankLimits(group.length, share);
    value[i] = quantile(group, share);
    // The quantile of few values is between two of them; its limits are among them.
    low[i] = Math.min(value[i], group[lowest]);
    high[i] = Math.max(value[i], group[highest]);
  }
  return { value, low, high };
}

async function stagesOf({ rows, stages }: SideRows, checkpoint?: Checkpoint): Promise<StageOfSide[]> {
  const quantiles = new Quantiles([0.5, 0.99]);
  const found: StageOfSide[] = [];
  const known = new Float64Array(rows.length);
  for (const { key, title, values } of stages) {
    let count = 0;
    await forSlices(rows.length, checkpoint, (from, to) => {
      count = gatherKnown(values, rows, known, count, from, to);
    });
    const at = [Number.NaN, Number.NaN];
    const average = mean(known.subarray(0, count));
    quantiles.of(known, 0, count, (share, value) => {
      at[share] = value;
    });
    found.push({ key, title, count, mean: average, p50: at[0], p99: at[1] });
  }
  return found;
}

function gatherKnown(
  values: Float32Array,
  rows: Uint32Array,
  into: Float64Array,
  first: number,
  from: number,
  to: number,
): number {
  let at = first;
  for (let i = from; i < to; i++) {
    const value = values[rows[i]];
    // Written in any case: a branch would be mispredicted where many are unknown.
    into[at] = value;
    at += Number.isNaN(value) ? 0 : 1;
  }
  return at;
}

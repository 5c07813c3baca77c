import { type Checkpoint, forSlices, Quantiles } from '../numeric';
import type { Stage, TraceTable } from '../trace';
import type { StageSummary, StagesRequest, StageTimes } from './answers';
import { rowsByTime } from './rows';
import { type TimeBins, timeBins } from './series';
import type { TraceIndex } from './traceIndex';

const SHARES = [0.5, 0.9, 0.99] as const;

/**
 * Each stage of the selected cold starts, and the mean seconds it takes over time. Computed when asked for: O(rows) for
 * each stage, without sorting. Throws `UnknownFunctionError`.
 */
export async function stageTimes(
  table: TraceTable,
  index: TraceIndex,
  unitsPerSecond: number,
  request: StagesRequest,
  checkpoint?: Checkpoint,
): Promise<StageTimes> {
  const rows = rowsByTime(table, index, request);
  const bins = table.stages.length === 0 ? null : timeBins(table, index, rows, request);
  return {
    stages: await stageSummaries(table, rows, unitsPerSecond, checkpoint),
    overTime: bins && (await overTime(table, rows, bins, checkpoint)),
  };
}

async function overTime(
  { stages }: TraceTable,
  rows: Uint32Array,
  { edges, ...axis }: TimeBins,
  checkpoint?: Checkpoint,
): Promise<StageTimes['overTime']> {
  const means: Float64Array[] = [];
  for (const { values } of stages) {
    means.push(axis.x.map((_, bin) => meanKnown(values, rows, edges[bin], edges[bin + 1])));
    await checkpoint?.();
  }
  return { ...axis, means };
}

/** Quantiles of each stage among some rows, and its share of their latency. */
export async function stageSummaries(
  table: TraceTable,
  rows: Uint32Array,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<StageSummary[]> {
  const summaries: StageSummary[] = [];
  for (const stage of table.stages) summaries.push(await summaryOf(table, rows, stage, unitsPerSecond, checkpoint));
  return summaries;
}

async function summaryOf(
  { latency }: TraceTable,
  rows: Uint32Array,
  { key, title, values }: Stage,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<StageSummary> {
  const known = new Float64Array(rows.length);
  let count = 0;
  let seconds = 0;
  let latencies = 0;
  await forSlices(rows.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = values[rows[i]];
      if (Number.isNaN(value)) continue;
      known[count++] = value;
      seconds += value;
      // Rounded as the stages are: one that takes the whole latency has a share of 1.
      latencies += Math.fround(latency[rows[i]] / unitsPerSecond);
    }
  });
  const quantiles = SHARES.map(() => Number.NaN);
  new Quantiles(SHARES).of(known, 0, count, (at, value) => {
    quantiles[at] = value;
  });
  const [p50, p90, p99] = quantiles;
  return { key, title, count, p50, p90, p99, share: seconds / latencies };
}

/** The mean of the known values of `rows[from, to)`; NaN for none. */
function meanKnown(values: Float32Array, rows: Uint32Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

import { type Checkpoint, firstAfter, forSlices } from '../numeric';
import type { Stage } from '../trace';
import type { Headline } from './answers';
import { type BarColumn, type BarOrder, barColumns, barOrder } from './barLists';
import { countAll } from './countAll';
import { type Counter, FunctionCounts, IdCounts } from './counters';
import type { ExploredTrace } from './explored';
import { type HeadlineQuantiles, indexedQuantiles } from './headline';
import { LatencyBins } from './latencyBins';
import { TimeBuckets } from './peak';
import type { RowMask } from './rowMask';
import { StageTotals } from './stageTotals';

/** What is counted whatever the request: its counters know all rows, and at first count them all. */
export interface Core {
  readonly bins: LatencyBins;
  /** Of the rows that pass the filter, by bin of latency. */
  readonly passing: IdCounts;
  /** The same without the term for latencies. */
  readonly latency: IdCounts;
  readonly functions: FunctionCounts;
  readonly times: TimeBuckets;
  readonly stages: readonly StageTotals[];
  readonly bars: readonly BarColumn[];
  /** For each of them; null for one that is not shown. */
  readonly barOrders: readonly (BarOrder | null)[];
  /** Of all rows. */
  readonly whole: HeadlineQuantiles & Pick<Headline, 'peakPerMinute'>;
}

/**
 * A few passes over the rows.
 * @param mask all rows pass
 * @param mostBars most labels and measures that are counted
 */
export async function coreOf(
  trace: ExploredTrace,
  mask: RowMask,
  mostBars: number,
  checkpoint?: Checkpoint,
): Promise<Core> {
  const { table, index, unitsPerSecond } = trace;
  const bins = latencyBins(trace);
  const binOfRow = await bins.binsOf(table.latency, unitsPerSecond, checkpoint);
  const stages = [];
  for (const stage of table.stages) stages.push(new StageTotals(stage, await totalOf(stage, checkpoint)));
  const counted = {
    passing: new IdCounts(binOfRow, bins.count),
    latency: new IdCounts(binOfRow, bins.count),
    functions: new FunctionCounts(table.functionId, table.functionNames.length),
    times: await TimeBuckets.of(table, index, checkpoint),
    stages,
    bars: await barColumns(table, mostBars, checkpoint),
  };
  const counters = coreCounters(counted);
  // In order of time, which is about that of the file, so that columns are read from front to back.
  await countAll(index.byTime, counters, checkpoint);
  const peakPerMinute = counted.times.peak(mask.bits);
  const barOrders = counted.bars.map(barOrder);
  return { bins, ...counted, barOrders, whole: { ...indexedQuantiles(table, index, unitsPerSecond), peakPerMinute } };
}

function coreCounters({
  passing,
  latency,
  functions,
  times,
  stages,
  bars,
}: Omit<Core, 'bins' | 'barOrders' | 'whole'>): Counter[] {
  return [passing, latency, functions, times, ...stages, ...bars.map(({ counts }) => counts)];
}

function latencyBins({ table, index, unitsPerSecond }: ExploredTrace): LatencyBins {
  const { latency, rowCount } = table;
  const { byLatency } = index;
  const at = (rank: number) => latency[byLatency[rank]] / unitsPerSecond;
  const zeros = firstAfter(0, rowCount, (rank) => at(rank) <= 0);
  return zeros === rowCount ? new LatencyBins(0, 0) : new LatencyBins(at(zeros), at(rowCount - 1));
}

/** Seconds of a stage in all rows. */
async function totalOf({ values }: Stage, checkpoint?: Checkpoint): Promise<number> {
  let total = 0;
  await forSlices(values.length, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) if (values[row] < Number.POSITIVE_INFINITY) total += values[row];
  });
  return total;
}

import { type Checkpoint, forSlices } from '../numeric';
import type { SourceVersion } from '../trace';
import { type TraceFile, type TraceTable, unitsPerSecond } from '../trace';
import type { LatencySummary, Overview, RuntimeSummary } from './answers';
import { describedColumns, known } from './described';
import { doubtOfTimes } from './doubts';
import { medianGap } from './gaps';
import { dealt, functionStarts, groupStarts } from './groups';
import { indexedQuantiles } from './latencyQuantiles';
import type { UnitInForce } from './latencyUnit';
import { isAscending, rowsByAscending } from './radixSort';
import { type RowFacts, rowColumns, rowFacts } from './rowFacts';
import { peakWithin } from './series';
import type { TraceIndex } from './traceIndex';

/** The parts of an overview that are not in the trace itself. */
export interface OverviewContext {
  readonly source: SourceVersion;
  readonly unit: UnitInForce;
  /** True where the trace came from this product's generator. */
  readonly synthetic: boolean;
}

/** A runtime's summary with its rate over time and its measures. */
export interface RuntimeStatistics extends RuntimeSummary {
  /** Median seconds between consecutive cold starts of the runtime, across functions; null with fewer than two. */
  readonly gapP50: number | null;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: number;
  /** The largest value of each measure; null where none is known. */
  readonly measures: Readonly<Record<string, number | null>>;
}

export interface TraceOverview extends Overview {
  /** Most cold starts first. */
  readonly runtimes: readonly RuntimeStatistics[];
}

/** The orders of a table's rows that its overview is computed from. */
type OverviewOrders = Pick<TraceIndex, 'byTime' | 'functionStart' | 'runtimeStart'>;

/**
 * The headline numbers of a trace, in a few passes over its rows. Latencies in seconds.
 * @param index null to do without its orders by latency: selecting the quantiles of one overview takes less time
 * @param elsewhere the result of `rowFacts`, if another thread finds it; null if that failed
 */
export async function overviewOf(
  file: TraceFile,
  index: TraceIndex | null,
  context: OverviewContext,
  checkpoint?: Checkpoint,
  elsewhere: Promise<RowFacts | null> = Promise.resolve(null),
): Promise<TraceOverview> {
  const { table, account } = file;
  const perSecond = unitsPerSecond(context.unit.unit);
  const orders = index ?? (await overviewOrders(table, checkpoint));
  const times = await timesInOrder(table, orders.byTime, checkpoint);
  const rates = await runtimeRates(table, orders, times, checkpoint);
  const inSecond = await peakPerSecond(times, checkpoint);
  const inMinute = peakWithin(times, times.length, 60);
  const facts =
    (await elsewhere) ?? (await rowFacts(rowColumns(table), index && indexedQuantiles(table, index), checkpoint));
  return {
    source: context.source,
    format: file.format,
    assumptions: file.assumptions,
    coldStarts: table.rowCount,
    bytes: file.bytes,
    account,
    problems: { listed: file.problems, total: account.badRows + file.unreadableValues },
    functions: invokedFunctions(table, orders),
    runtimes: runtimeStatistics(table, orders, rates, facts, perSecond),
    timeRange: timeRangeOf(times),
    relativeTime: file.relativeTime,
    timeUnit: file.timeUnit,
    timeUnitIsSet: file.timeUnitIsSet,
    offsetMissing: file.offsetMissing,
    timeDoubt: doubtOfTimes(file, times),
    latency: table.rowCount === 0 ? null : latencySummary(facts, perSecond, context.unit),
    columns: file.columns,
    described: describedColumns(table),
    coldStartRate: table.warm && table.rowCount / (table.rowCount + table.warm.rows),
    synthetic: context.synthetic,
    peakPerSecond: inSecond,
    peakPerMinute: inMinute,
  };
}

/** Functions with a cold start or a warm invocation: a part of a trace need not have all. */
function invokedFunctions({ warm }: TraceTable, { functionStart }: OverviewOrders): number {
  const isWarm = new Uint8Array(functionStart.length - 1);
  for (const id of warm?.functionId.subarray(0, warm.rows) ?? []) isWarm[id] = 1;
  let count = 0;
  for (let id = 0; id < isWarm.length; id++) if (isWarm[id] || functionStart[id] < functionStart[id + 1]) count++;
  return count;
}

async function overviewOrders(table: TraceTable, checkpoint?: Checkpoint): Promise<OverviewOrders> {
  return {
    functionStart: await functionStarts(table, checkpoint),
    byTime: await rowsByAscending(table.time, checkpoint),
    runtimeStart: await groupStarts(table.runtimeId, table.rowCount, table.runtimeNames.length, checkpoint),
  };
}

/** The ascending times of all rows: those of the table itself where they ascend, as in most files. */
async function timesInOrder({ time }: TraceTable, byTime: Uint32Array, checkpoint?: Checkpoint): Promise<Float64Array> {
  if (await isAscending(time, checkpoint)) return time;
  const times = new Float64Array(time.length);
  await forSlices(time.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) times[i] = time[byTime[i]];
  });
  return times;
}

function timeRangeOf(times: Float64Array): Overview['timeRange'] {
  return times.length === 0 ? null : { from: times[0], to: times[times.length - 1] };
}

function latencySummary({ mean, quantiles: { all } }: RowFacts, perSecond: number, unit: UnitInForce): LatencySummary {
  return {
    ...unit,
    min: all.min / perSecond,
    mean: mean / perSecond,
    p50: all.p50 / perSecond,
    p90: all.p90 / perSecond,
    p95: all.p95 / perSecond,
    p99: all.p99 / perSecond,
    max: all.max / perSecond,
  };
}

type RuntimeRates = Pick<RuntimeStatistics, 'id' | 'peakPerMinute' | 'gapP50'>;

/** Of the runtimes with cold starts. @param times of all rows, ascending */
async function runtimeRates(
  table: TraceTable,
  { byTime, runtimeStart }: OverviewOrders,
  times: Float64Array,
  checkpoint?: Checkpoint,
): Promise<RuntimeRates[]> {
  const { runtimeId, runtimeNames } = table;
  // A copy either way: finding the median gap overwrites it.
  const byRuntime =
    runtimeId === null
      ? times.slice()
      : await dealt(table.time, runtimeId, runtimeStart, checkpoint, times === table.time ? undefined : byTime);
  const rates: RuntimeRates[] = [];
  for (const id of runtimeNames.keys()) {
    const [start, end] = [runtimeStart[id], runtimeStart[id + 1]];
    if (start === end) continue;
    const ofThis = byRuntime.subarray(start, end);
    rates.push({
      id,
      peakPerMinute: peakWithin(ofThis, ofThis.length, 60),
      gapP50: known(medianGap(ofThis, ofThis.length)),
    });
    await checkpoint?.();
  }
  return rates;
}

function runtimeStatistics(
  { runtimeNames }: TraceTable,
  { runtimeStart }: OverviewOrders,
  rates: readonly RuntimeRates[],
  { quantiles, functionsOfRuntime, largest }: RowFacts,
  perSecond: number,
): RuntimeStatistics[] {
  const statistics = rates.map(({ id, peakPerMinute, gapP50 }): RuntimeStatistics => {
    const { p50, p90, p95, p99, max } = quantiles.runtimes[id];
    return {
      id,
      name: runtimeNames[id],
      count: runtimeStart[id + 1] - runtimeStart[id],
      functions: functionsOfRuntime[id],
      p50: p50 / perSecond,
      p90: p90 / perSecond,
      p95: p95 / perSecond,
      p99: p99 / perSecond,
      max: max / perSecond,
      peakPerMinute,
      gapP50,
      measures: Object.fromEntries(largest.map(([key, values]) => [key, known(values[id])])),
    };
  });
  return statistics.sort((a, b) => b.count - a.count || a.id - b.id);
}

async function peakPerSecond(times: Float64Array, checkpoint?: Checkpoint): Promise<number> {
  let peak = 0;
  let second = Number.NaN;
  let count = 0;
  await forSlices(times.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) {
      const thisSecond = Math.floor(times[i]);
      count = thisSecond === second ? count + 1 : 1;
      second = thisSecond;
      if (count > peak) peak = count;
    }
  });
  return peak;
}

import { type Checkpoint, forSlices, quantileOfRows } from '../numeric';
import type { SourceVersion } from '../trace';
import { idAt, measuresOf, type TraceFile, type TraceTable, unitsPerSecond } from '../trace';
import type { LatencySummary, Overview, RuntimeSummary } from './answers';
import { describedColumns, known } from './described';
import { largestAmong } from './functionFacts';
import { functionLabels } from './functionLabels';
import { medianGap } from './gaps';
import type { UnitInForce } from './latencyUnit';
import { peakWithin } from './series';
import { timeDoubt } from './timeDoubt';
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

/** The headline numbers of a trace, in a few passes over its rows. Latencies in seconds. */
export async function overviewOf(
  file: TraceFile,
  index: TraceIndex,
  context: OverviewContext,
  checkpoint?: Checkpoint,
): Promise<TraceOverview> {
  const { table, account } = file;
  const perSecond = unitsPerSecond(context.unit.unit);
  const timeRange = timeRangeOf(table, index);
  return {
    source: context.source,
    format: file.format,
    assumptions: file.assumptions,
    coldStarts: table.rowCount,
    bytes: file.bytes,
    account,
    problems: { listed: file.problems, total: account.badRows + file.unreadableValues },
    functions: invokedFunctions(table, index),
    runtimes: await runtimeStatistics(table, index, perSecond, checkpoint),
    timeRange,
    relativeTime: file.relativeTime,
    timeUnit: file.timeUnit,
    timeUnitIsSet: file.timeUnitIsSet,
    offsetMissing: file.offsetMissing,
    timeDoubt: file.relativeTime
      ? null
      : timeDoubt(
          { count: table.rowCount, at: (rank) => table.time[index.byTime[rank]] },
          file.timeUnit,
          file.timeUnitIsSet,
        ),
    latency: await latencySummary(table, index, perSecond, context.unit, checkpoint),
    columns: file.columns,
    described: describedColumns(table),
    coldStartRate: table.warm && table.rowCount / (table.rowCount + table.warm.rows),
    synthetic: context.synthetic,
    peakPerSecond: await peakPerSecond(table, index.byTime, checkpoint),
    peakPerMinute: peakWithin(timesOf(table, index.byTime), table.rowCount, 60),
  };
}

/** Functions with a cold start or a warm invocation: a part of a trace need not have all. */
function invokedFunctions({ warm }: TraceTable, { functionStart }: TraceIndex): number {
  const isWarm = new Uint8Array(functionStart.length - 1);
  for (const id of warm?.functionId.subarray(0, warm.rows) ?? []) isWarm[id] = 1;
  let count = 0;
  for (let id = 0; id < isWarm.length; id++) if (isWarm[id] || functionStart[id] < functionStart[id + 1]) count++;
  return count;
}

function timeRangeOf(table: TraceTable, index: TraceIndex): Overview['timeRange'] {
  if (table.rowCount === 0) return null;
  return { from: table.time[index.byTime[0]], to: table.time[index.byTime[table.rowCount - 1]] };
}

async function latencySummary(
  table: TraceTable,
  index: TraceIndex,
  perSecond: number,
  unit: UnitInForce,
  checkpoint?: Checkpoint,
): Promise<LatencySummary | null> {
  if (table.rowCount === 0) return null;
  const quantile = (p: number) => quantileOfRows(table.latency, index.byLatency, 0, table.rowCount, p) / perSecond;
  let sum = 0;
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) sum += table.latency[row];
  });
  return {
    ...unit,
    min: quantile(0),
    mean: sum / table.rowCount / perSecond,
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: quantile(1),
  };
}

async function runtimeStatistics(
  table: TraceTable,
  index: TraceIndex,
  perSecond: number,
  checkpoint?: Checkpoint,
): Promise<RuntimeStatistics[]> {
  const byTime = await rowsByRuntime(table, index, checkpoint);
  const functions = await functionsOfRuntimes(table, index, checkpoint);
  const measures = measuresOf(table);
  const statistics: RuntimeStatistics[] = [];
  for (const [id, name] of table.runtimeNames.entries()) {
    const [start, end] = [index.runtimeStart[id], index.runtimeStart[id + 1]];
    if (start === end) continue;
    const rows = byTime.subarray(start, end);
    const latency = (p: number) => quantileOfRows(table.latency, index.byRuntimeLatency, start, end, p) / perSecond;
    const times = timesOf(table, rows);
    statistics.push({
      id,
      name,
      count: rows.length,
      functions: functions[id],
      p50: latency(0.5),
      p90: latency(0.9),
      p95: latency(0.95),
      p99: latency(0.99),
      max: latency(1),
      peakPerMinute: peakWithin(times, rows.length, 60),
      gapP50: rows.length < 2 ? null : medianGap(times, rows.length),
      measures: Object.fromEntries(measures.map((column) => [column.key, known(largestAmong(column, rows))])),
    });
    await checkpoint?.();
  }
  return statistics.sort((a, b) => b.count - a.count || a.id - b.id);
}

function timesOf(table: TraceTable, rows: Uint32Array): Float64Array {
  const times = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) times[i] = table.time[rows[i]];
  return times;
}

/** Rows grouped by runtime, by ascending time within each. */
async function rowsByRuntime(table: TraceTable, index: TraceIndex, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const rows = new Uint32Array(table.rowCount);
  const next = index.runtimeStart.slice();
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (const row of index.byTime.subarray(from, to)) rows[next[idAt(table.runtimeId, row)]++] = row;
  });
  return rows;
}

/** Functions with a cold start in each runtime. A function that changed its runtime counts in both. */
async function functionsOfRuntimes(
  table: TraceTable,
  { byFunction, functionStart }: TraceIndex,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const functions = new Uint32Array(table.runtimeNames.length);
  const { first, several } = await functionLabels(table, table.runtimeId, checkpoint);
  for (const [id, runtime] of first.entries()) {
    if (!several[id]) functions[runtime]++;
    else
      for (const other of runtimesOf(table, byFunction.subarray(functionStart[id], functionStart[id + 1])))
        functions[other]++;
    if (several[id]) await checkpoint?.();
  }
  return functions;
}

function runtimesOf({ runtimeId }: TraceTable, rows: Uint32Array): Set<number> {
  const runtimes = new Set<number>();
  for (const row of rows) runtimes.add(idAt(runtimeId, row));
  return runtimes;
}

async function peakPerSecond(table: TraceTable, rowsByTime: Uint32Array, checkpoint?: Checkpoint): Promise<number> {
  let peak = 0;
  let second = Number.NaN;
  let count = 0;
  await forSlices(rowsByTime.length, checkpoint, (from, to) => {
    for (const row of rowsByTime.subarray(from, to)) {
      const rowSecond = Math.floor(table.time[row]);
      count = rowSecond === second ? count + 1 : 1;
      second = rowSecond;
      if (count > peak) peak = count;
    }
  });
  return peak;
}

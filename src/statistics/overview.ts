import type { LatencySummary, Overview, RuntimeSummary, SourceVersion } from '../protocol/queries';
import { type TraceFile, type TraceTable, UNKNOWN_MEMORY, unitsPerSecond } from '../trace';
import { largestMemory } from './functions';
import { medianGap } from './gaps';
import type { UnitInForce } from './latencyUnit';
import { quantileOfRows } from './quantile';
import { peakWithin } from './series';
import type { TraceIndex } from './traceIndex';

/** What a summary says beside what is in the trace itself. */
export interface OverviewContext {
  readonly source: SourceVersion;
  readonly unit: UnitInForce;
  /** True where the trace came from this product's generator. */
  readonly synthetic: boolean;
}

/** A runtime's summary, with what its cold starts over time and their memory tell. */
export interface RuntimeStatistics extends RuntimeSummary {
  /** Median seconds between consecutive cold starts of the runtime, whatever their functions; null with fewer than two. */
  readonly gapP50: number | null;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: number;
  /** Largest memory seen, MB; null where the trace has none. */
  readonly memoryMB: number | null;
}

export interface TraceOverview extends Overview {
  /** Most cold starts first. */
  readonly runtimes: readonly RuntimeStatistics[];
}

/** The headline numbers of a trace, in a few passes over its rows. Latencies in seconds. */
export function overviewOf(file: TraceFile, index: TraceIndex, context: OverviewContext): TraceOverview {
  const { table, account } = file;
  const perSecond = unitsPerSecond(context.unit.unit);
  return {
    source: context.source,
    bytes: file.bytes,
    account,
    problems: { listed: file.problems, total: account.badRows },
    functions: table.functionNames.length,
    runtimes: runtimeStatistics(table, index, perSecond),
    timeRange: timeRangeOf(table, index),
    latency: latencySummary(table, index, perSecond, context.unit),
    columns: file.columns,
    synthetic: context.synthetic,
    peakPerSecond: peakPerSecond(table, index.byTime),
    peakPerMinute: peakWithin(table, index.byTime, 60),
  };
}

function timeRangeOf(table: TraceTable, index: TraceIndex): Overview['timeRange'] {
  if (table.rowCount === 0) return null;
  return { from: table.time[index.byTime[0]], to: table.time[index.byTime[table.rowCount - 1]] };
}

function latencySummary(
  table: TraceTable,
  index: TraceIndex,
  perSecond: number,
  unit: UnitInForce,
): LatencySummary | null {
  if (table.rowCount === 0) return null;
  const quantile = (p: number) => quantileOfRows(table.latency, index.byLatency, 0, table.rowCount, p) / perSecond;
  let sum = 0;
  for (const latency of table.latency) sum += latency;
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

function runtimeStatistics(table: TraceTable, index: TraceIndex, perSecond: number): RuntimeStatistics[] {
  const byTime = rowsByRuntime(table, index);
  const functions = functionsOfRuntimes(table, index);
  return table.runtimeNames
    .map((name, id) => {
      const [start, end] = [index.runtimeStart[id], index.runtimeStart[id + 1]];
      const rows = byTime.subarray(start, end);
      const latency = (p: number) => quantileOfRows(table.latency, index.byRuntimeLatency, start, end, p) / perSecond;
      const gapP50 = medianGap(table, rows);
      const memoryMB = largestMemory(table, rows);
      return {
        id,
        name,
        count: rows.length,
        functions: functions[id],
        p50: latency(0.5),
        p90: latency(0.9),
        p95: latency(0.95),
        p99: latency(0.99),
        max: latency(1),
        gapP50: Number.isNaN(gapP50) ? null : gapP50,
        peakPerMinute: peakWithin(table, rows, 60),
        memoryMB: memoryMB === UNKNOWN_MEMORY ? null : memoryMB,
      };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.id - b.id);
}

/** Rows grouped by runtime, by ascending time within each. */
function rowsByRuntime(table: TraceTable, index: TraceIndex): Uint32Array {
  const rows = new Uint32Array(table.rowCount);
  const next = index.runtimeStart.slice();
  for (const row of index.byTime) rows[next[table.runtimeId[row]]++] = row;
  return rows;
}

/** Functions with a cold start in each runtime; one that changed its runtime counts in both. */
function functionsOfRuntimes(table: TraceTable, index: TraceIndex): Uint32Array {
  const functions = new Uint32Array(table.runtimeNames.length);
  const lastFunction = new Int32Array(table.runtimeNames.length).fill(-1);
  for (const row of index.byFunction) {
    const runtime = table.runtimeId[row];
    if (lastFunction[runtime] === table.functionId[row]) continue;
    lastFunction[runtime] = table.functionId[row];
    functions[runtime]++;
  }
  return functions;
}

function peakPerSecond(table: TraceTable, rowsByTime: Uint32Array): number {
  let peak = 0;
  let second = Number.NaN;
  let count = 0;
  for (const row of rowsByTime) {
    const itsSecond = Math.floor(table.time[row]);
    count = itsSecond === second ? count + 1 : 1;
    second = itsSecond;
    peak = Math.max(peak, count);
  }
  return peak;
}

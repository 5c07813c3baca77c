import { countBelow, Quantiles } from '../numeric';
import type { TraceTable } from '../trace';
import type { Series, SeriesRequest } from './answers';
import { type Bins, niceBins } from './bins';
import { isBound, rowsByTime } from './rows';
import type { LATENCY_METRICS } from './seriesMetrics';
import type { TraceIndex } from './traceIndex';

/** More points than any screen has pixels. Requests for more get this many. */
const MOST_POINTS = 16_384;

const QUANTILE: Record<(typeof LATENCY_METRICS)[number], number> = { latencyP50: 0.5, latencyP99: 0.99 };

/**
 * Cold starts, their rate or latency over time, in at most `pixels` bins of a nice width (1, 2, 5, 10, 15, 30 s, 1 min,
 * …) aligned to the epoch. The first and last bin count only what lies in [from, to). Throws `UnknownFunctionError`.
 */
export function series(table: TraceTable, index: TraceIndex, unitsPerSecond: number, request: SeriesRequest): Series {
  const rows = rowsByTime(table, index, request);
  const bins = timeBins(table, index, rows, request);
  if (!bins) return emptySeries(request);
  const { edges, ...axis } = bins;
  const counts = axis.x.map((_, bin) => edges[bin + 1] - edges[bin]);
  switch (request.metric) {
    case 'coldStarts':
      return { ...axis, y: counts };
    case 'coldStartRate':
      return { ...axis, y: coldStartRates(counts, warmCounts(table, axis, request.functionId)) };
    default: {
      const latencies = latencyQuantiles(table, rows, edges, QUANTILE[request.metric]);
      return { ...axis, y: latencies.map((latency) => latency / unitsPerSecond) };
    }
  }
}

/** Bins over the time of a request, and where each begins in its rows. */
export interface TimeBins extends Omit<Series, 'y'> {
  /** Position in the rows at which each bin starts, and the end of the last. */
  readonly edges: Uint32Array;
}

/** @param rows the selected rows by ascending time. Returns null for an empty span. */
export function timeBins(
  table: TraceTable,
  index: TraceIndex,
  rows: Uint32Array,
  request: Pick<SeriesRequest, 'from' | 'to' | 'pixels'>,
): TimeBins | null {
  const span = spanOf(table, index, request);
  if (!span) return null;
  const bins = niceBins(span.from, span.to, mostPoints(request.pixels), span.toInclusive);
  const x = Float64Array.from({ length: bins.count }, (_, bin) => (bins.first + bin) * bins.seconds);
  return {
    from: isBound(request.from) ? request.from : x[0],
    to: span.toInclusive ? (bins.first + bins.count) * bins.seconds : span.to,
    binSeconds: bins.seconds,
    x,
    edges: edgePositions(table, rows, bins),
  };
}

/** Warm invocations of a function, or of all, in each bin: O(warm invocations), which are in any order of time. */
function warmCounts(
  { warm }: TraceTable,
  { from, to, x, binSeconds }: Omit<TimeBins, 'edges'>,
  functionId: number | null,
): Uint32Array | null {
  if (!warm) return null;
  const counts = new Uint32Array(x.length);
  for (let row = 0; row < warm.rows; row++) {
    const time = warm.time[row];
    if (time < from || time >= to || (functionId !== null && warm.functionId[row] !== functionId)) continue;
    counts[Math.floor((time - x[0]) / binSeconds)]++;
  }
  return counts;
}

/** Cold starts among the invocations of each bin; NaN for none, and where warm ones are unknown. */
function coldStartRates(cold: Float64Array, warm: Uint32Array | null): Float64Array {
  return cold.map((count, bin) => (warm === null ? Number.NaN : count / (count + warm[bin])));
}

/** Most of the first `count` ascending times in any window [t, t + seconds). */
export function peakWithin(times: Float64Array, count: number, seconds: number): number {
  let peak = 0;
  let oldest = 0;
  for (let newest = 0; newest < count; newest++) {
    while (times[newest] - times[oldest] >= seconds) oldest++;
    if (newest - oldest >= peak) peak = newest - oldest + 1;
  }
  return peak;
}

/** How many points to answer with, for any requested width. */
export function mostPoints(pixels: number): number {
  return Math.min(Math.max(Math.floor(pixels) || 1, 1), MOST_POINTS);
}

/** The requested range. An open end is the trace's first or last cold start, of any function. */
export function spanOf(table: TraceTable, index: TraceIndex, request: Pick<SeriesRequest, 'from' | 'to'>) {
  if (table.rowCount === 0) return null;
  const toInclusive = !isBound(request.to);
  // No cold start is before the epoch, and bins across it could not all be merged into one.
  const from = isBound(request.from) ? Math.max(0, request.from) : table.time[index.byTime[0]];
  const to = isBound(request.to) ? request.to : table.time[index.byTime[table.rowCount - 1]];
  return from < to || (toInclusive && from === to) ? { from, to, toInclusive } : null;
}

function emptySeries(request: SeriesRequest): Series {
  return {
    from: request.from ?? 0,
    to: request.to ?? 0,
    binSeconds: 1,
    x: new Float64Array(0),
    y: new Float64Array(0),
  };
}

/** Position in `rows` at which each bin starts, and the end of the last. */
function edgePositions(table: TraceTable, rows: Uint32Array, bins: Bins): Uint32Array {
  const edges = new Uint32Array(bins.count + 1);
  for (let bin = 1; bin < bins.count; bin++) {
    edges[bin] = countBelow(rows.length, (bins.first + bin) * bins.seconds, (i) => table.time[rows[i]]);
  }
  edges[bins.count] = rows.length;
  return edges;
}

function latencyQuantiles(table: TraceTable, rows: Uint32Array, edges: Uint32Array, p: number): Float64Array {
  const latency = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) latency[i] = table.latency[rows[i]];
  const quantiles = new Quantiles([p]);
  const result = new Float64Array(edges.length - 1);
  for (let bin = 0; bin < result.length; bin++) {
    quantiles.of(latency, edges[bin], edges[bin + 1], (_, value) => {
      result[bin] = value;
    });
  }
  return result;
}

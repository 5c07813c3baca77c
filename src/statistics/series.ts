import { countBelow } from '../numeric';
import type { TraceTable } from '../trace';
import type { Series, SeriesRequest } from './answers';
import { type Bins, niceBins } from './bins';
import { isBound, rowsByTime } from './rows';
import { Quantiles } from './select';
import type { LATENCY_METRICS } from './seriesMetrics';
import type { TraceIndex } from './traceIndex';

/** More points than any screen has pixels. Requests for more get this many. */
const MOST_POINTS = 16_384;

const QUANTILE: Record<(typeof LATENCY_METRICS)[number], number> = { latencyP50: 0.5, latencyP99: 0.99 };

/**
 * Cold starts or latency over time, in at most `pixels` bins of a nice width (1, 2, 5, 10, 15, 30 s, 1 min, …) aligned
 * to the epoch. The first and last bin count only what lies in [from, to). Throws `UnknownFunctionError`.
 */
export function series(table: TraceTable, index: TraceIndex, unitsPerSecond: number, request: SeriesRequest): Series {
  const rows = rowsByTime(table, index, request);
  const span = spanOf(table, index, request);
  if (!span) return emptySeries(request);
  const bins = niceBins(span.from, span.to, mostPoints(request.pixels), span.toInclusive);
  const edges = edgePositions(table, rows, bins);
  const x = Float64Array.from({ length: bins.count }, (_, bin) => (bins.first + bin) * bins.seconds);
  const y =
    request.metric === 'coldStarts'
      ? x.map((_, bin) => edges[bin + 1] - edges[bin])
      : latencyQuantiles(table, rows, edges, QUANTILE[request.metric]).map((latency) => latency / unitsPerSecond);
  return {
    from: isBound(request.from) ? request.from : x[0],
    to: span.toInclusive ? (bins.first + bins.count) * bins.seconds : span.to,
    binSeconds: bins.seconds,
    x,
    y,
  };
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
function spanOf(table: TraceTable, index: TraceIndex, request: SeriesRequest) {
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

import { type Checkpoint, Quantiles, quantileOfRows } from '../numeric';
import type { TraceTable } from '../trace';
import { dealt, groupStarts } from './groups';
import type { TraceIndex } from './traceIndex';

/** The quantiles that summaries of latencies show, ascending. */
export const SHARES = { min: 0, p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, max: 1 } as const;
export type LatencyKey = keyof typeof SHARES;

/** Quantiles of some latencies, in the unit of the file; NaN for no latencies. */
export type LatencyQuantiles = Readonly<Record<LatencyKey, number>>;

/** The quantiles of an overview. */
export interface SummaryQuantiles {
  readonly all: LatencyQuantiles;
  /** By the number of the runtime. */
  readonly runtimes: readonly LatencyQuantiles[];
}

const KEYS = Object.keys(SHARES) as LatencyKey[];

/** Looks quantiles up in the orders by latency. */
export function indexedQuantiles(
  { latency, rowCount, runtimeNames }: TraceTable,
  { byLatency, byRuntimeLatency, runtimeStart }: TraceIndex,
): SummaryQuantiles {
  return {
    all: sortedQuantiles(latency, byLatency, 0, rowCount),
    runtimes: Array.from(runtimeNames, (_, id) =>
      sortedQuantiles(latency, byRuntimeLatency, runtimeStart[id], runtimeStart[id + 1]),
    ),
  };
}

/** Quantiles of the rows at [from, to) of an order by latency. */
function sortedQuantiles(latency: Float64Array, order: Uint32Array, from: number, to: number): LatencyQuantiles {
  return quantilesFrom((key) => sortedQuantile(latency, order, from, to, key));
}

/** A quantile of the rows at [from, to) of an order by latency. */
export function sortedQuantile(
  latency: Float64Array,
  order: Uint32Array,
  from: number,
  to: number,
  key: LatencyKey,
): number {
  return quantileOfRows(latency, order, from, to, SHARES[key]);
}

/** Input of `selectedQuantiles`. */
export interface QuantileColumns extends Pick<TraceTable, 'latency' | 'runtimeId' | 'rowCount'> {
  readonly runtimes: number;
}

export function quantileColumns({ latency, runtimeId, rowCount, runtimeNames }: TraceTable): QuantileColumns {
  return { latency, runtimeId, rowCount, runtimes: runtimeNames.length };
}

/** Selects quantiles from the rows, without an order by latency. */
export async function selectedQuantiles(
  { latency, runtimeId, rowCount, runtimes: count }: QuantileColumns,
  checkpoint?: Checkpoint,
): Promise<SummaryQuantiles> {
  const runtimeStart = await groupStarts(runtimeId, rowCount, count, checkpoint);
  const quantiles = new Quantiles(Object.values(SHARES));
  const ofRows = (values: Float64Array, from: number, to: number) => {
    const found: number[] = [];
    quantiles.of(values, from, to, (share, value) => {
      found[share] = value;
    });
    return quantilesFrom((_, at) => found[at]);
  };
  const values = runtimeId ? await dealt(latency, runtimeId, runtimeStart, checkpoint) : latency.slice();
  const runtimes: LatencyQuantiles[] = [];
  for (let id = 0; id + 1 < runtimeStart.length; id++) {
    runtimes.push(ofRows(values, runtimeStart[id], runtimeStart[id + 1]));
    await checkpoint?.();
  }
  // Last, because it may mix the runtimes.
  return { all: ofRows(values, 0, values.length), runtimes };
}

function quantilesFrom(value: (key: LatencyKey, at: number) => number): LatencyQuantiles {
  return Object.fromEntries(KEYS.map((key, at) => [key, value(key, at)])) as LatencyQuantiles;
}

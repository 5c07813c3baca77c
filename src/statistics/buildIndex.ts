import { type Checkpoint, forSlices } from '../numeric';
import type { NameIds, TraceTable } from '../trace';
import { functionStarts, groupStarts } from './groups';
import { rowsByAscending } from './radixSort';
import type { TraceIndex } from './traceIndex';

/** Input of `latencyOrders`. */
export interface LatencyColumns extends Pick<TraceTable, 'latency' | 'functionId' | 'runtimeId'> {
  readonly functionStart: Uint32Array;
  readonly runtimeStart: Uint32Array;
}

export type LatencyOrders = Pick<TraceIndex, 'byLatency' | 'byFunctionLatency' | 'byRuntimeLatency'>;

/** The part of an index that is found first. */
export type TimeOrders = Pick<TraceIndex, 'byTime' | 'byFunction' | 'functionStart' | 'runtimeStart'>;

/**
 * Sorts a table's rows in the orders that its statistics need. Takes O(rows) time and 20 bytes a row (16 with one
 * runtime). Rows may be in any order of time; latencies and times must be ≥ 0.
 * @param elsewhere calls `latencyOrders` in another thread; null if that failed
 */
export async function buildIndex(
  table: TraceTable,
  checkpoint?: Checkpoint,
  elsewhere?: (columns: LatencyColumns) => Promise<LatencyOrders | null>,
): Promise<TraceIndex> {
  return (await beginIndex(table, checkpoint, elsewhere)).end();
}

/** The same in two parts: what needs the orders by time can be computed while another thread sorts by latency. */
export async function beginIndex(
  table: TraceTable,
  checkpoint?: Checkpoint,
  elsewhere?: (columns: LatencyColumns) => Promise<LatencyOrders | null>,
): Promise<{ readonly times: TimeOrders; end(): Promise<TraceIndex> }> {
  const functionStart = await functionStarts(table, checkpoint);
  const runtimeStart = await groupStarts(table.runtimeId, table.rowCount, table.runtimeNames.length, checkpoint);
  const { latency, functionId, runtimeId } = table;
  const columns = { latency, functionId, runtimeId, functionStart, runtimeStart };
  const orders = elsewhere?.(columns);
  // Handled when awaited below; until then a failure must not count as unhandled.
  orders?.catch(() => undefined);
  const byTime = await rowsByAscending(table.time, checkpoint);
  const byFunction = await grouped(byTime, functionId, functionStart, checkpoint);
  const times = { byTime, byFunction, functionStart, runtimeStart };
  return { times, end: async () => ({ ...times, ...((await orders) ?? (await latencyOrders(columns, checkpoint))) }) };
}

/** The slowest part of the index. */
export async function latencyOrders(
  { latency, functionId, runtimeId, functionStart, runtimeStart }: LatencyColumns,
  checkpoint?: Checkpoint,
): Promise<LatencyOrders> {
  const byLatency = await rowsByAscending(latency, checkpoint);
  const isOneRuntime = runtimeId === null || runtimeStart.length === 2;
  return {
    byLatency,
    byFunctionLatency: await grouped(byLatency, functionId, functionStart, checkpoint),
    byRuntimeLatency: isOneRuntime ? byLatency : await grouped(byLatency, runtimeId, runtimeStart, checkpoint),
  };
}

/** The rows of `order` grouped, in the same order within each group. */
async function grouped(
  order: Uint32Array,
  groupOf: NameIds,
  starts: Uint32Array,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const result = new Uint32Array(new SharedArrayBuffer(order.length * 4));
  const next = starts.slice();
  await forSlices(order.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) {
      const row = order[i];
      result[next[groupOf[row]]++] = row;
    }
  });
  return result;
}

import type { TraceTable } from '../trace';
import { type Checkpoint, forSlices } from './checkpoint';
import { startsFrom } from './radixSort';
import { Quantiles } from './select';

/** Where each function's group of rows starts when they are grouped; length functions + 1. */
export async function functionStarts(
  { functionId, functionNames }: Pick<TraceTable, 'functionId' | 'functionNames'>,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  return groupStarts(functionId, functionNames.length, checkpoint);
}

/** Where the rows of each group would start if they were grouped; length groups + 1. */
export async function groupStarts(
  groupOf: Uint32Array | Uint16Array,
  groups: number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const starts = new Uint32Array(new SharedArrayBuffer((groups + 1) * 4));
  await forSlices(groupOf.length, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) starts[groupOf[row]]++;
  });
  return startsFrom(starts);
}

/**
 * Quantiles of each function's latencies, in the unit of the file: for each of `shares` (ascending, 0 to 1) an array with an element for
 * each function. Latencies are dealt to their functions by counting and the quantiles selected among them, in O(rows), without sorting.
 */
export async function functionQuantiles(
  table: Pick<TraceTable, 'functionId' | 'functionNames' | 'latency'>,
  shares: readonly number[],
  checkpoint?: Checkpoint,
): Promise<Float64Array[]> {
  const { functionId, functionNames, latency } = table;
  const starts = await functionStarts(table, checkpoint);
  const grouped = new Float64Array(latency.length);
  const next = starts.slice();
  await forSlices(latency.length, checkpoint, (from, to) => {
    // Adding makes -0 the 0 that it ranks with.
    for (let row = from; row < to; row++) grouped[next[functionId[row]]++] = latency[row] + 0;
  });
  const result = shares.map(() => new Float64Array(functionNames.length));
  const quantiles = new Quantiles(shares);
  let id = 0;
  await forSlices(latency.length, checkpoint, (_, end) => {
    for (; id < functionNames.length && starts[id] < end; id++) {
      const group = id;
      quantiles.of(grouped, starts[id], starts[id + 1], (share, value) => {
        result[share][group] = value;
      });
    }
  });
  return result;
}

import { type Checkpoint, forSlices, Quantiles } from '../../../src/numeric';
import { functionStarts } from '../../../src/statistics/groups';
import type { TraceTable } from '../../../src/trace';

/** Rows handled per pass. Their buffer of 16 MiB is small compared with a table of more rows. */
const MOST_DEALT = 1 << 21;

/**
 * Quantiles of each function's latencies, in the unit of the file: for each of `shares` (ascending, 0 to 1), an array
 * with one element per function. A counting sort groups latencies by function, then quickselect finds the quantiles:
 * O(rows), without sorting.
 * @param mostDealt rows grouped in one pass over the table
 */
export async function functionQuantiles(
  table: Pick<TraceTable, 'functionId' | 'functionNames' | 'latency'>,
  shares: readonly number[],
  checkpoint?: Checkpoint,
  mostDealt = MOST_DEALT,
): Promise<Float64Array[]> {
  const starts = await functionStarts(table, checkpoint);
  const result = shares.map(() => new Float64Array(starts.length - 1));
  const quantiles = new Quantiles(shares);
  let dealt = new Float64Array(Math.min(table.latency.length, mostDealt));
  for (let first = 0; first < starts.length - 1; ) {
    const end = lastStartWithin(starts, first, mostDealt);
    const rows = starts[end] - starts[first];
    if (rows > dealt.length) dealt = new Float64Array(rows);
    await dealLatencies(table, starts, first, end, dealt, checkpoint);
    let id = first;
    await forSlices(rows, checkpoint, (_, upTo) => {
      for (; id < end && starts[id] - starts[first] < upTo; id++) {
        const group = id;
        quantiles.of(dealt, starts[id] - starts[first], starts[id + 1] - starts[first], (share, value) => {
          result[share][group] = value;
        });
      }
    });
    first = end;
  }
  return result;
}

/** End of the longest run of functions from `first` on with at most `most` rows together; at least one function. */
function lastStartWithin(starts: Uint32Array, first: number, most: number): number {
  let end = first + 1;
  while (end < starts.length - 1 && starts[end + 1] - starts[first] <= most) end++;
  return end;
}

/** Writes the latencies of functions [first, end) to `dealt`, function by function. */
async function dealLatencies(
  { functionId, latency }: Pick<TraceTable, 'functionId' | 'latency'>,
  starts: Uint32Array,
  first: number,
  end: number,
  dealt: Float64Array,
  checkpoint?: Checkpoint,
): Promise<void> {
  const next = starts.slice(first, end).map((start) => start - starts[first]);
  const functions = end - first;
  await forSlices(latency.length, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row] - first;
      // Adding 0 turns -0 into 0, which it ranks with.
      if (id >= 0 && id < functions) dealt[next[id]++] = latency[row] + 0;
    }
  });
}

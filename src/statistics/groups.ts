import { type Checkpoint, forSlices } from '../numeric';
import type { TraceTable } from '../trace';

/** The group of each row. */
type Groups = Uint16Array | Uint32Array;

/** Where each function's rows start when rows are grouped by function; length functions + 1. */
export async function functionStarts(
  { functionId, functionNames }: Pick<TraceTable, 'functionId' | 'functionNames'>,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  return groupStarts(functionId, functionId.length, functionNames.length, checkpoint);
}

/**
 * Where each group's rows start when rows are grouped; length groups + 1. All rows are in group 0 if `groupOf` is null.
 */
export async function groupStarts(
  groupOf: Groups | null,
  rows: number,
  groups: number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  const starts = new Uint32Array(new SharedArrayBuffer((groups + 1) * 4));
  if (groupOf === null) {
    starts[0] = rows;
    return startsFrom(starts);
  }
  await forSlices(rows, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) starts[groupOf[row]]++;
  });
  return startsFrom(starts);
}

/** Turns counts into start positions, in place. */
export function startsFrom(counts: Uint32Array): Uint32Array {
  let start = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value];
    counts[value] = start;
    start += count;
  }
  return counts;
}

/**
 * The values of rows, grouped: group by group, in the order of the rows within each.
 * @param order rows in another order than that of the table
 */
export async function dealt(
  values: Float64Array,
  groupOf: Groups,
  starts: Uint32Array,
  checkpoint?: Checkpoint,
  order?: Uint32Array,
): Promise<Float64Array> {
  const result = new Float64Array(values.length);
  const next = starts.slice();
  await forSlices(values.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) {
      const row = order ? order[i] : i;
      result[next[groupOf[row]]++] = values[row];
    }
  });
  return result;
}

/** The largest value of each group's rows; NaN where none is known. @param unknown the element of an unknown value */
export async function largestByGroup(
  values: Float32Array | Float64Array | Uint32Array,
  unknown: number,
  groupOf: Groups | null,
  groups: number,
  checkpoint?: Checkpoint,
): Promise<Float64Array> {
  const largest = new Float64Array(groups).fill(Number.NaN);
  await forSlices(values.length, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const value = values[row];
      const group = groupOf === null ? 0 : groupOf[row];
      // No comparison with NaN is true: a first value is larger than none, and NaN is not larger than any.
      if (value !== unknown && (value > largest[group] || Number.isNaN(largest[group]))) largest[group] = value;
    }
  });
  return largest;
}

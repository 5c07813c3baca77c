import { type Checkpoint, forSlices } from '../numeric';
import type { NameIds, TraceTable } from '../trace';
import type { TraceIndex } from './traceIndex';

/** Which values of a label each function's cold starts have: nearly always a single one. */
export interface FunctionLabels {
  /** The label of each function's first row in the file; 0 for a function without rows. */
  readonly first: NameIds;
  /** 1 for functions whose rows have several. */
  readonly several: Uint8Array;
}

/** One pass over the rows. @param ids the label of each row; null if the file lacks the column */
export async function functionLabels(
  {
    rowCount,
    functionId,
    functionNames,
  }: Pick<TraceTable, 'rowCount' | 'functionId'> & { readonly functionNames: { readonly length: number } },
  ids: Uint16Array | null,
  checkpoint?: Checkpoint,
): Promise<FunctionLabels> {
  const several = new Uint8Array(functionNames.length);
  const first = new Uint16Array(functionNames.length);
  if (!ids) return { first, several };
  const seen = new Uint8Array(functionNames.length);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row];
      const label = ids[row];
      if (seen[id] === 0) {
        seen[id] = 1;
        first[id] = label;
      } else if (first[id] !== label) {
        several[id] = 1;
      }
    }
  });
  return { first, several };
}

/** The label that most of each function's rows have. @param labels number of distinct labels */
export async function commonestLabels(
  table: Pick<TraceTable, 'rowCount' | 'functionId' | 'functionNames'>,
  { functionStart, byFunction }: Pick<TraceIndex, 'functionStart' | 'byFunction'>,
  ids: Uint16Array,
  labels: number,
  checkpoint?: Checkpoint,
): Promise<NameIds> {
  const { first, several } = await functionLabels(table, ids, checkpoint);
  const counts = new Uint32Array(labels);
  let id = 0;
  await forSlices(table.rowCount, checkpoint, (_, end) => {
    for (; id < first.length && functionStart[id] < end; id++) {
      if (several[id] === 0) continue;
      first[id] = commonest(ids, byFunction.subarray(functionStart[id], functionStart[id + 1]), counts);
    }
  });
  return first;
}

/** The label that most of the rows have; among equals, the first one seen. `counts` is all zeros before and after. */
export function commonest(ids: Uint16Array, rows: Uint32Array, counts: Uint32Array): number {
  for (const row of rows) counts[ids[row]]++;
  let best = rows.length > 0 ? ids[rows[0]] : 0;
  for (const row of rows) if (counts[ids[row]] > counts[best]) best = ids[row];
  for (const row of rows) counts[ids[row]] = 0;
  return best;
}

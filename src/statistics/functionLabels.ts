import { type Checkpoint, forSlices } from '../numeric';
import type { NameIds, TraceTable } from '../trace';
import type { LabelKey } from './labels';

/** Which values of a label each function's cold starts have: nearly always a single one. */
export interface FunctionLabels {
  /** The label of each function's first row in the file. */
  readonly first: NameIds;
  /** 1 for functions whose rows have several. */
  readonly several: Uint8Array;
}

/** One pass over the rows. */
export async function functionLabels(
  table: TraceTable,
  key: LabelKey,
  checkpoint?: Checkpoint,
): Promise<FunctionLabels> {
  const { rowCount, functionId, functionNames } = table;
  const labelId = table[`${key}Id` as const];
  const several = new Uint8Array(functionNames.length);
  const first =
    labelId instanceof Uint32Array ? new Uint32Array(functionNames.length) : new Uint16Array(functionNames.length);
  if (!labelId) return { first, several };
  const seen = new Uint8Array(functionNames.length);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row];
      const label = labelId[row];
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

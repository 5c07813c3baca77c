import type { TraceTable } from '../trace';
import { type Checkpoint, forSlices } from './checkpoint';

/** The runtimes that functions have cold starts in, as a rule one each. */
export interface FunctionRuntimes {
  /** The runtime of each function's first row in the file. */
  readonly first: Uint16Array;
  /** 1 for the functions that have rows with others too. */
  readonly several: Uint8Array;
}

/** Looks at each row once, in the order of the file. */
export async function functionRuntimes(
  { rowCount, functionId, functionNames, runtimeId }: TraceTable,
  checkpoint?: Checkpoint,
): Promise<FunctionRuntimes> {
  const first = new Uint16Array(functionNames.length);
  const several = new Uint8Array(functionNames.length);
  const seen = new Uint8Array(functionNames.length);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row];
      const runtime = runtimeId[row];
      if (seen[id] === 0) {
        seen[id] = 1;
        first[id] = runtime;
      } else if (first[id] !== runtime) {
        several[id] = 1;
      }
    }
  });
  return { first, several };
}

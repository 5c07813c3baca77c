import { type Checkpoint, forSlices } from '../numeric';
import { LEAST_SECONDS } from './seconds';

/** Cold starts by function: those of function f are order[start[f]] to order[start[f + 1] - 1]. */
export interface Grouping {
  readonly order: Uint32Array;
  readonly start: Uint32Array;
}

export async function groupByFunction(
  functionId: Uint32Array,
  functions: number,
  checkpoint?: Checkpoint,
): Promise<Grouping> {
  const start = new Uint32Array(functions + 1);
  for (let i = 0; i < functionId.length; i++) start[functionId[i] + 1]++;
  for (let f = 0; f < functions; f++) start[f + 1] += start[f];
  const next = start.slice(0, functions);
  const order = new Uint32Array(functionId.length);
  await forSlices(functionId.length, checkpoint, (from, to) => {
    for (let i = from; i < to; i++) order[next[functionId[i]]++] = i;
  });
  return { order, start };
}

/** Cold starts worked on between two checkpoints. */
const SLICE = 1 << 14;

/** Calls `work` for each function, with checkpoints. */
export async function forFunctions(
  { start }: Grouping,
  checkpoint: Checkpoint | undefined,
  work: (f: number) => void,
): Promise<void> {
  let checked = 0;
  for (let f = 0; f < start.length - 1; f++) {
    work(f);
    if (start[f + 1] - checked < SLICE) continue;
    checked = start[f + 1];
    await checkpoint?.();
  }
}

/** Numbers of the cold starts of one function after the other, without an array for each. */
export class FunctionColumn {
  readonly #buffer: Float64Array;

  constructor(private readonly grouping: Grouping) {
    this.#buffer = new Float64Array(grouping.order.length);
  }

  /** The latencies of a function. Valid until the next call for it. */
  of(f: number, latency: ArrayLike<number>): Float64Array {
    const { order, start } = this.grouping;
    const [from, to] = [start[f], start[f + 1]];
    for (let at = from; at < to; at++) this.#buffer[at] = latency[order[at]];
    return this.#buffer.subarray(from, to);
  }

  /** The same of those whose `flag` is `wanted`, as seconds that are not 0. */
  where(f: number, { values, less, offset = 0, flag, wanted }: ColumnPart): Float64Array {
    const { order, start } = this.grouping;
    const buffer = this.#buffer;
    let to = start[f];
    for (let at = start[f]; at < start[f + 1]; at++) {
      const i = order[at];
      if (flag[i] !== wanted) continue;
      buffer[to++] = Math.max(LEAST_SECONDS, values[i] - offset - (less === null ? 0 : less[i]));
    }
    return buffer.subarray(start[f], to);
  }
}

/** Seconds of some cold starts: `values` less `less` and `offset`, of those with this flag. */
export interface ColumnPart {
  readonly values: Float64Array | Float32Array;
  readonly less: Float32Array | null;
  readonly offset?: number;
  readonly flag: Uint8Array;
  readonly wanted: 0 | 1;
}

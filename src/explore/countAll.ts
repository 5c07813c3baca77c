import type { Checkpoint } from '../numeric';
import type { Counter } from './counters';
import { SLICE } from './rowMask';

/** Adds rows to counters, which then know them as all there are. @param rows in any order */
export async function countAll(
  rows: Uint32Array,
  counters: readonly Counter[],
  checkpoint?: Checkpoint,
): Promise<void> {
  for (let from = 0; from < rows.length; from += SLICE) {
    const slice = rows.subarray(from, from + SLICE);
    for (const counter of counters) counter.add(slice, slice.length, 1);
    if (checkpoint) await checkpoint();
  }
  for (const counter of counters) counter.keepAll();
}

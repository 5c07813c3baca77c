/**
 * Called every few milliseconds of computing. It may return a promise, which is awaited (so that the caller's event
 * loop turns), and may throw, which ends the work (so it is cancelled).
 */
export type Checkpoint = () => Promise<void> | void;

/** Rows worked on between two checkpoints: a few milliseconds of any loop over columns. */
const SLICE = 1 << 16;

/** Runs `work` over [0, n) in slices with a checkpoint after each. */
export async function forSlices(
  n: number,
  checkpoint: Checkpoint | undefined,
  work: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < n; from += SLICE) {
    work(from, Math.min(from + SLICE, n));
    if (checkpoint) await checkpoint();
  }
}

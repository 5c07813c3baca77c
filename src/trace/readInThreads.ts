import type { NameNumbering } from './names';
import type { ScanJob, ScannedBlock } from './scanJob';
import { blocksOf } from './scanJob';
import type { TraceReader } from './traceReader';

/** Threads that scan blocks of one file side by side. */
export interface ScanThreads {
  /** Whether they have started; until then, reading goes on without them. */
  readonly ready: boolean;
  /** Bytes that a thread scans at a time, at most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /**
   * Has every thread run a `BlockScan` of the job, and yields the blocks that they have scanned since the last time, with the number of the
   * thread. Ends when all threads have ended, well or not; returning early has them end, and waits for it.
   */
  scan(job: ScanJob): AsyncIterable<readonly (readonly [thread: number, block: ScannedBlock])[]>;
}

/**
 * Reads with several threads as far as they get: to the end of the last line, or to the first quote, which may stretch over lines, or to
 * where the rows need more room than was made. Yields after every few blocks. True in the last case: once some more has been read in order,
 * there will be more room.
 */
export async function* readInThreads(reader: TraceReader, threads: ScanThreads): AsyncGenerator<void, boolean> {
  const job = reader.handOver(threads.blockBytes);
  if (!job) return false;
  const waiting = new Map<number, readonly [thread: number, block: ScannedBlock]>();
  const names = new Map<number, readonly NameNumbering[]>();
  let next = 0;
  let whole = true;
  for await (const scanned of threads.scan(job)) {
    for (const entry of scanned) waiting.set(entry[1].block, entry);
    for (let entry = waiting.get(next); entry && whole; entry = waiting.get(next)) {
      waiting.delete(next++);
      const [thread, block] = entry;
      const numberings = names.get(thread) ?? reader.numberings();
      names.set(thread, numberings);
      reader.adoptBlock(block, numberings);
      whole = block.whole;
    }
    yield;
  }
  return whole && next < blocksOf(job) && job.row + job.linesBefore[next + 1] > job.columns.line.length;
}

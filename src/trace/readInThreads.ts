import type { NameNumbering } from './names';
import type { ScanJob, ScannedBlock } from './scanJob';
import { adoptedBefore, blocksOf } from './scanJob';
import type { TraceReader } from './traceReader';

/** Threads that scan blocks of one file in parallel. */
export interface ScanThreads {
  /** Whether the threads have started. Until then the file is read without them. */
  readonly ready: boolean;
  /** Bytes that a thread scans at a time, at most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /**
   * Runs a `BlockScan` of the job in every thread. Yields the blocks scanned since the last time, with the thread's
   * number. Ends when all threads have ended or failed. Returning early stops the threads and waits for them.
   */
  scan(job: ScanJob): AsyncIterable<readonly (readonly [thread: number, block: ScannedBlock])[]>;
}

/**
 * Reads with several threads up to the end of the last line, to the first quote (which may span lines), or until the
 * columns are full. Yields after every few blocks. Returns true if the columns are full: they grow when more is read in
 * order.
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
      adoptedBefore(job, next);
    }
    yield;
  }
  return whole && next < blocksOf(job) && job.row + job.linesBefore[next + 1] > job.columns.line.length;
}

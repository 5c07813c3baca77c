import { adoptedBefore, type BlockWork, blocksOf, type ReadAt } from './blocks';
import { type LineJob, LineScan, type ScannedLines } from './records/lineJob';
import { BlockScan, type ScanJob, type ScannedBlock } from './scanJob';

/** What threads read together, and what they find in a block of it. Plain data. */
export type ThreadJob = ScanJob | LineJob;
export type ThreadBlock = ScannedBlock | ScannedLines;

/** A block with the number of the thread that read it. */
export type FoundBlock = readonly [thread: number, block: ThreadBlock];

/** Threads that read blocks of one file in parallel. */
export interface ScanThreads {
  /** Whether the threads have started. Until then the file is read without them. */
  readonly ready: boolean;
  /** Bytes that a thread reads at a time, at most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /**
   * Does the work of the job in every thread. Yields the blocks read since the last time. Ends when all threads have
   * ended or failed. Returning early stops the threads and waits for them.
   */
  scan(job: ThreadJob): AsyncIterable<readonly FoundBlock[]>;
}

/** The reader of a file, some of which threads can read for it. */
export interface SharedReader {
  /**
   * A job for threads that continues after the last record read, as if nothing after it had been written. null where
   * the file must be read in order.
   * @param blockBytes bytes that a thread reads at a time
   */
  handOver(blockBytes: number): ThreadJob | null;
  /** Takes the next block of a job. Throws a TraceError. */
  adoptBlock(thread: number, block: ThreadBlock): void;
  /** Whether the job has no room for block `next`, though the file has. */
  isFull(job: ThreadJob, next: number): boolean;
}

/** The work of one thread. @param mayBlock false in the reader's own thread */
export function workOn(
  job: ThreadJob,
  readAt: ReadAt,
  mayBlock = true,
): Pick<BlockWork<ThreadJob, ThreadBlock>, 'run'> {
  return job.kind === 'table' ? new BlockScan(job, readAt, undefined, mayBlock) : new LineScan(job, readAt, mayBlock);
}

/**
 * Reads with several threads up to the end of the last line, to the first line that must be read in order (a quote may
 * span lines), or until there is no room for more rows. Yields after every few blocks. Returns true if there is no
 * room: there is when more has been read in order.
 */
export async function* readInThreads(reader: SharedReader, threads: ScanThreads): AsyncGenerator<void, boolean> {
  const job = reader.handOver(threads.blockBytes);
  if (!job) return false;
  const waiting = new Map<number, FoundBlock>();
  let next = 0;
  let whole = true;
  for await (const found of threads.scan(job)) {
    for (const entry of found) waiting.set(entry[1].block, entry);
    for (let entry = waiting.get(next); entry && whole; entry = waiting.get(next)) {
      waiting.delete(next++);
      const [thread, block] = entry;
      reader.adoptBlock(thread, block);
      whole = block.whole;
    }
    // Once for all of them: it may wake a thread, which then takes this one's place.
    adoptedBefore(job, next);
    yield;
  }
  return whole && next < blocksOf(job) && reader.isFull(job, next);
}

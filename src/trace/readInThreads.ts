import type { NameTable } from './names';
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
  const names = new Map<number, ThreadNames>();
  let next = 0;
  let whole = true;
  for await (const scanned of threads.scan(job)) {
    for (const entry of scanned) waiting.set(entry[1].block, entry);
    for (let entry = waiting.get(next); entry && whole; entry = waiting.get(next)) {
      waiting.delete(next++);
      const [thread, block] = entry;
      const itsNames = names.get(thread) ?? new ThreadNames(job.header.runtime < 0);
      names.set(thread, itsNames);
      reader.takeBlock(block, itsNames);
      whole = block.whole;
    }
    yield;
  }
  return whole && next < blocksOf(job) && job.row + job.linesBefore[next + 1] > job.columns.line.length;
}

/** One thread's numbers of names, and the file's for them. */
export class ThreadNames {
  readonly #functions: Renumbering;
  readonly #runtimes: Renumbering;

  /** @param unnamed whether there is the one runtime '' */
  constructor(unnamed: boolean) {
    this.#functions = new Renumbering([]);
    this.#runtimes = new Renumbering(unnamed ? [''] : []);
  }

  /** Puts the file's numbers in place of the thread's; names new to the file are numbered in order of their first row. */
  renumber(
    block: ScannedBlock,
    { functionId, runtimeId }: { readonly functionId: Uint32Array; readonly runtimeId: Uint16Array },
    functions: NameTable,
    runtimes: NameTable,
  ): void {
    this.#functions.learn(block.functionNames);
    this.#runtimes.learn(block.runtimeNames);
    this.#functions.apply(functionId, block.rows, functions);
    this.#runtimes.apply(runtimeId, block.rows, runtimes);
  }
}

class Renumbering {
  readonly #names: string[];
  /** The file's number of each name, -1 until it is needed. */
  readonly #ids: number[];

  constructor(names: readonly string[]) {
    this.#names = [...names];
    this.#ids = names.map(() => -1);
  }

  learn(names: readonly string[]): void {
    for (const name of names) {
      this.#names.push(name);
      this.#ids.push(-1);
    }
  }

  apply(numbers: Uint32Array | Uint16Array, rows: number, table: NameTable): void {
    const ids = this.#ids;
    for (let row = 0; row < rows; row++) {
      const own = numbers[row];
      if (ids[own] < 0) ids[own] = table.find(this.#names[own]) ?? table.add(this.#names[own]);
      numbers[row] = ids[own];
    }
  }
}

import { existsSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { LatencyColumns, LatencyOrders, RowColumns, RowFacts } from '../statistics';
import { type FoundBlock, MOST_BLOCK_BYTES, type ScanThreads, stopBefore, type ThreadJob, workOn } from '../trace';
import { type FileSource, readerOf } from './fileSource';
import { LARGE_FILE_BYTES } from './largeFiles';
import { earlyThread, otherCores, ReadingThread } from './readingThread';

/** Turns of the event loop, and then milliseconds at a time, that this thread waits for others' blocks. */
const MOST_TURNS = 20;
const WAIT_MS = 1;
/** How long idle threads are kept: a file that is being written is read again and again. */
const IDLE_MS = 30_000;
/** Columns that a thread has scanned may stay in memory until it ends, so threads end after this many bytes. */
const MOST_SCANNED_BYTES = 512 << 20;

/** Reading threads, at work on one file. */
export interface FileThreads extends ScanThreads {
  /** SHA-256 of the file's bytes up to the size it had, hexadecimal; null if that failed. */
  sha256(): Promise<string | null>;
  /** The result of `latencyOrders`; null if that failed. */
  latencyOrders(columns: LatencyColumns): Promise<LatencyOrders | null>;
  /** The result of `rowFacts`; null if that failed. */
  rowFacts(columns: RowColumns): Promise<RowFacts | null>;
}

/** One thread for each core but one, started with the first large file. They keep no process alive. */
export class ThreadPool {
  readonly #script: string;
  readonly #threads = new Set<ReadingThread>();
  #idle: NodeJS.Timeout | undefined;
  #inUse = 0;
  /** Bytes scanned by the current threads. */
  #scannedBytes = 0;

  /** @param script the bundle of `scanThread.ts`; without it there are no threads */
  constructor(script: string) {
    this.#script = script;
  }

  /**
   * Calls `read` with threads for a file, or with null if the file is small, and keeps the threads for the next file.
   * @param done when the threads are no longer needed; by default, with the result
   */
  async use<T>(
    source: FileSource,
    read: (threads: FileThreads | null) => Promise<T>,
    done?: (result: T) => Promise<unknown>,
  ): Promise<T> {
    if (source.size < LARGE_FILE_BYTES || otherCores() < 1 || !existsSync(this.#script)) return read(null);
    clearTimeout(this.#idle);
    this.#inUse++;
    try {
      this.#start();
      const result = await read(threadsFor(source, [...this.#threads]));
      if (done) void done(result).then(() => this.#release(source));
      else this.#release(source);
      return result;
    } catch (error) {
      this.#release(source);
      throw error;
    }
  }

  #release({ size }: FileSource): void {
    this.#inUse--;
    this.#scannedBytes += size;
    if (this.#inUse === 0 && this.#scannedBytes >= MOST_SCANNED_BYTES) this.close();
    else if (this.#inUse === 0) this.#idle = globalThis.setTimeout(() => this.close(), IDLE_MS).unref();
  }

  close(): void {
    clearTimeout(this.#idle);
    for (const thread of this.#threads) thread.end();
    this.#threads.clear();
    this.#scannedBytes = 0;
  }

  #start(): void {
    while (this.#threads.size < otherCores()) {
      const thread = earlyThread() ?? new ReadingThread(this.#script);
      thread.onEnd = () => this.#threads.delete(thread);
      this.#threads.add(thread);
    }
  }
}

function threadsFor(source: FileSource, threads: readonly ReadingThread[]): FileThreads {
  return {
    blockBytes: MOST_BLOCK_BYTES,
    get ready() {
      return threads.every(({ ready }) => ready);
    },
    scan: (job) => scan(source.fd, job, threads),
    async sha256() {
      const thread = threads[threads.length - 1];
      for await (const answer of thread.ask(source.fd, { kind: 'hash', size: source.size })) {
        if ('sha256' in answer) return answer.sha256;
      }
      return null;
    },
    async latencyOrders(columns) {
      for await (const answer of threads[0].ask(source.fd, { kind: 'sort', columns })) {
        if ('orders' in answer) return answer.orders;
      }
      return null;
    },
    async rowFacts(columns) {
      for await (const answer of threads[0].ask(source.fd, { kind: 'facts', columns })) {
        if ('facts' in answer) return answer.facts;
      }
      return null;
    },
  };
}

/** Blocks from this thread, which scans between its other work. */
const OWN = -1;

async function* scan(
  fd: number,
  job: ThreadJob,
  threads: readonly ReadingThread[],
): AsyncGenerator<readonly FoundBlock[]> {
  let found: FoundBlock[] = [];
  let running = threads.length + 1;
  let wake = () => {};
  const news = () => new Promise<void>((resolve) => (wake = resolve));
  const follow = async (thread: ReadingThread, number: number) => {
    for await (const answer of thread.ask(fd, { kind: 'scan', job })) {
      if ('blocks' in answer) for (const block of answer.blocks) found.push([number, block]);
      wake();
    }
    running--;
    // A dead thread holds a block that the others wait for.
    if (!thread.alive) stopBefore(job, 0);
    wake();
  };
  const scanOwn = async () => {
    try {
      const blocks = workOn(job, readerOf(fd), false).run();
      for (let step = blocks.next(), waits = 0; !step.done; step = blocks.next()) {
        if (step.value) found.push([OWN, step.value]);
        wake();
        waits = step.value ? 0 : waits + 1;
        // Lets messages in. Another thread rarely takes longer than that to count its lines.
        await (waits < MOST_TURNS ? setImmediate() : setTimeout(WAIT_MS));
      }
    } catch {
      // The file's reader reads the rest in order, and reports errors of the file.
    }
    running--;
    wake();
  };
  const followed = [...threads.map(follow), scanOwn()];
  try {
    while (running > 0 || found.length > 0) {
      if (found.length === 0) await news();
      const scanned = found;
      found = [];
      yield scanned;
    }
  } finally {
    stopBefore(job, 0);
    await Promise.all(followed);
  }
}

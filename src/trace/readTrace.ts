import type { ByteSource } from './byteSource';
import { readInThreads, type ScanThreads } from './readInThreads';
import type { TraceColumns } from './schema';
import type { NameList } from './sharedNames';
import type { TimeUnitSetting, TraceFile } from './table';
import { TraceReader } from './traceReader';

/**
 * Called after every stretch of some 256 KiB with what has been read. It may return a promise, which is awaited (so that the thread's
 * event loop turns), and may throw, which ends the reading with what it threw (so it is cancelled).
 */
export type ReadCheckpoint = (progress: ReadProgress) => Promise<void> | void;

export interface ReadProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  /** Of the rows so far. */
  readonly functionNames: NameList;
  /** The rows themselves, the first `rows` elements of each array, to be read before the checkpoint returns; null before the header. */
  readonly columns: TraceColumns | null;
}

export interface ReadOptions {
  readonly checkpoint?: ReadCheckpoint;
  /** Threads that read the same bytes as the source; without them, the calling thread reads alone. */
  readonly threads?: ScanThreads | null;
  /** What times are counted in; by default the first row tells. */
  readonly timeUnit?: TimeUnitSetting;
}

/** A stretch takes a few milliseconds, and is small beside the processor's caches. */
const STRETCH_BYTES = 1 << 18;

/**
 * Reads a cold-start trace into columns in shared memory.
 * Rows that cannot be read are skipped and accounted for; a file of which no row can be read, or that is no trace, is a TraceError.
 * Memory beside the names: at most 64 bytes a row while reading, 30 afterwards.
 */
export async function readTrace(
  source: ByteSource,
  { checkpoint, threads, timeUnit = 'auto' }: ReadOptions = {},
): Promise<TraceFile> {
  const reader = new TraceReader(STRETCH_BYTES, source.size, timeUnit === 'auto' ? undefined : timeUnit);
  for await (const _ of threads ? readWith(threads, reader, source) : readInOrder(reader, source)) {
    await checkpoint?.(progressOf(reader, source));
  }
  const file = reader.end();
  await checkpoint?.(progressOf(reader, source));
  return file;
}

function progressOf({ bytes, rows, functionNames, columns }: TraceReader, { size }: ByteSource): ReadProgress {
  return { bytes, totalBytes: size, rows, functionNames, columns };
}

/** Reads what comes behind the bytes that have been read. */
async function* readInOrder(reader: TraceReader, source: ByteSource): AsyncGenerator<void> {
  for await (const piece of readAhead(source.read(reader.bytes))) yield* reader.write(piece);
}

/** Reads in order until the threads are ready, and again where they leave off. */
async function* readWith(threads: ScanThreads, reader: TraceReader, source: ByteSource): AsyncGenerator<void> {
  for (let threaded = true; threaded; ) {
    threaded = false;
    for await (const _ of readInOrder(reader, source)) {
      yield;
      threaded = threads.ready && reader.rows > 0;
      if (threaded) break;
    }
    if (threaded && !(yield* readInThreads(reader, threads))) break;
  }
  yield* readInOrder(reader, source);
}

/** The same pieces, each asked for while the one before is being worked on. */
async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const ask = () => {
    const next = iterator.next();
    // It may fail while nobody waits for it yet, or where reading has ended early: that it failed is seen when it is awaited.
    next.catch(() => undefined);
    return next;
  };
  let next = ask();
  try {
    for (let result = await next; !result.done; result = await next) {
      next = ask();
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}

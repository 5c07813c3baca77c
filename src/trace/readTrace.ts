import type { ByteSource } from './byteSource';
import { ENCODING_PREFIX } from './encoding';
import type { TraceFile } from './table';
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
}

export interface ReadOptions {
  readonly checkpoint?: ReadCheckpoint;
}

/** A stretch takes a few milliseconds, and is small beside the processor's caches. */
const STRETCH_BYTES = 1 << 18;

/**
 * Reads a cold-start trace into columns in shared memory.
 * Rows that cannot be read are skipped and accounted for; a file of which no row can be read, or that is no trace, is a TraceError.
 * Memory beside the names: at most 64 bytes a row while reading, 30 afterwards.
 */
export async function readTrace(source: ByteSource, { checkpoint }: ReadOptions = {}): Promise<TraceFile> {
  const reader = new TraceReader(Math.max(STRETCH_BYTES, ENCODING_PREFIX));
  for await (const piece of readAhead(source.read(0))) {
    for (const _ of reader.write(piece)) {
      await checkpoint?.({ bytes: reader.bytes, totalBytes: source.size, rows: reader.rows });
    }
  }
  const file = reader.end();
  await checkpoint?.({ bytes: reader.bytes, totalBytes: source.size, rows: reader.rows });
  return file;
}

/** The same pieces, each asked for while the one before is being worked on. */
async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (let result = await next; !result.done; result = await next) {
      next = iterator.next();
      yield result.value;
    }
  } finally {
    // Where reading ended early, a failure of the piece asked for ahead concerns nobody any more.
    next.catch(() => undefined);
    await iterator.return?.();
  }
}

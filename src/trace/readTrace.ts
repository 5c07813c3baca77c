import type { ByteSource } from './byteSource';
import { FormatReader } from './formatReader';
import type { TableMapping } from './formats/format';
import type { MapSpec, RememberedTable } from './mapping';
import { readInThreads, type ScanThreads } from './readInThreads';
import type { TraceColumns } from './schema';
import type { NameList } from './sharedNames';
import type { TimeUnitSetting, TraceFile } from './table';

/**
 * Called after every stretch of 256 KiB. It may return a promise, which is awaited (so the thread's event loop turns),
 * and may throw, which cancels the reading with what it threw.
 */
export type ReadCheckpoint = (progress: ReadProgress) => Promise<void> | void;

export interface ReadProgress {
  /** Bytes of the file that have been read; of a compressed file, compressed bytes. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  /** Of the rows so far. */
  readonly functionNames: NameList;
  /** As of a `TraceFile`, as far as it is known. */
  readonly relativeTime: boolean;
  /** Whether the format tells that latencies are seconds, so that neither a setting nor their median decides. */
  readonly isInSeconds: boolean;
  /** The rows: the first `rows` elements of each array. Valid until the checkpoint returns. null before the header. */
  readonly columns: TraceColumns | null;
}

export interface ReadOptions {
  readonly checkpoint?: ReadCheckpoint;
  /** Threads that read the source's bytes; without them, the calling thread reads alone. */
  readonly threads?: ScanThreads | null;
  /** What times are counted in. By default, the first row decides. */
  readonly timeUnit?: TimeUnitSetting;
  /** The id of the file's format. By default, its content decides. */
  readonly format?: string;
  /** How to read a delimited table, completed from the file if it says only a part. By default, its format decides. */
  readonly mapping?: TableMapping | MapSpec;
  /** Tables that are read as was once chosen for their header, whatever else would recognise them. */
  readonly remembered?: readonly RememberedTable[];
}

/** Takes a few milliseconds, and fits into the processor's caches. */
const STRETCH_BYTES = 1 << 18;

/**
 * Reads a cold-start trace into columns in shared memory.
 * Skips and counts rows that cannot be read. Throws a TraceError if the file is not a trace or has no readable row.
 * Memory in addition to names, of the released trace: at most 64 bytes per row while reading, 30 afterwards.
 */
export async function readTrace(
  source: ByteSource,
  { checkpoint, threads, timeUnit = 'auto', format, mapping, remembered }: ReadOptions = {},
): Promise<TraceFile> {
  const reader = new FormatReader({
    stretch: STRETCH_BYTES,
    size: source.size,
    timeUnit: timeUnit === 'auto' ? undefined : timeUnit,
    format,
    mapping,
    remembered,
  });
  for await (const _ of threads ? readWith(threads, reader, source) : readInOrder(reader, source)) {
    await checkpoint?.(progressOf(reader, source));
  }
  const file = reader.end();
  await checkpoint?.(progressOf(reader, source));
  return file;
}

function progressOf(reader: FormatReader, { size, stored }: ByteSource): ReadProgress {
  const { bytes, rows, functionNames, columns, relativeTime, isInSeconds } = reader;
  return { ...(stored ?? { bytes, totalBytes: size }), rows, functionNames, columns, relativeTime, isInSeconds };
}

/** Reads what comes after the bytes already read. */
async function* readInOrder(reader: FormatReader, source: ByteSource): AsyncGenerator<void> {
  for await (const piece of readAhead(source.read(reader.bytes))) {
    if (reader.tableReader) reader.tableReader.expectedBytes = source.size;
    yield* reader.write(piece);
  }
}

/** Reads in order until the threads are ready, and again when they stop. */
async function* readWith(threads: ScanThreads, reader: FormatReader, source: ByteSource): AsyncGenerator<void> {
  for (let threaded = true; threaded; ) {
    threaded = false;
    for await (const _ of readInOrder(reader, source)) {
      yield;
      threaded = threads.ready && reader.sharedReader !== null;
      if (threaded) break;
    }
    if (threaded && !(yield* readInThreads(reader.sharedReader!, threads))) break;
  }
  yield* readInOrder(reader, source);
}

/** The same pieces. Requests each while the previous one is processed. */
async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const ask = () => {
    const next = iterator.next();
    // Handled when awaited. Until then, or if reading ends early, a failure must not count as unhandled.
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

import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { AdvisedError } from '../../errors';
import type { ByteSource } from '../../trace';
import { ContainerError } from './containerError';
import { readRange, withoutFirst } from './ranges';

/** A way in which bytes are compressed. */
export interface Codec {
  /** Completes "The … data are damaged". */
  readonly name: string;
  /** Decompresses on Node's thread pool. */
  start(): Engine;
  /** Whether an engine stops at the end of a frame although more frames follow in the same piece of input. */
  readonly stopsAfterFrame?: boolean;
}

/** `bytesWritten` counts the compressed bytes that have been taken. */
type Engine = Transform & { readonly bytesWritten: number };

/**
 * Large pieces: for each of them, the decompressor waits until this thread has time for it. Up to four are inflated
 * ahead, while the reader parses the one before.
 */
const OPTIONS = { chunkSize: 1 << 19, readableHighWaterMark: 1 << 21 };

/** Several members one after another are one text, as the formats define it. */
export const GZIP: Codec = { name: 'gzip', start: () => zlib.createGunzip(OPTIONS) };

/** Members of ZIP archives. */
export const DEFLATE: Codec = { name: 'deflate', start: () => zlib.createInflateRaw(OPTIONS) };

/** null where the runtime can't: Node has it since 22.15. */
export const ZSTD: Codec | null =
  typeof zlib.createZstdDecompress === 'function'
    ? { name: 'zstd', start: () => zlib.createZstdDecompress(OPTIONS), stopsAfterFrame: true }
    : null;

/**
 * Compressed bytes given to a decompressor at a time. It stops after each until this thread has time for it, however
 * much it has ahead.
 */
const INPUT_BYTES = 1 << 22;

/** CSV text becomes about this much longer; until the first bytes are inflated, nothing better is known. */
const TYPICAL_RATIO = 6;

/** Decompressed bytes that are kept when reading stops near the beginning, to go on from there the next time. */
const MOST_KEPT_BYTES = 1 << 22;

/**
 * Decompressed bytes. They are never in memory as a whole. Reading from the middle inflates what comes before as well.
 * A file's kind and format are read from its beginning before all of it is: what that has inflated is not inflated
 * again. Reading rejects with a `ContainerError` for damaged data.
 * @param name what the error calls the file
 * @param size of the decompressed bytes, if it is known
 */
export function inflated(source: ByteSource, codec: Codec, name: string, size?: number): ByteSource {
  let consumed = 0;
  let produced = 0;
  let paused: Inflation | null = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    const inflation = paused ?? new Inflation(inflate(source, codec, name));
    paused = null;
    produced = 0;
    try {
      for await (const { bytes, taken } of inflation.pieces()) {
        consumed = taken;
        produced += bytes.length;
        yield bytes;
      }
    } finally {
      if (inflation.isResumable && paused === null) paused = inflation;
      else await inflation.end();
    }
  }
  return {
    get size() {
      if (size !== undefined) return size;
      return Math.ceil(source.size * (consumed === 0 ? TYPICAL_RATIO : produced / consumed));
    },
    get stored() {
      return source.stored ?? { bytes: Math.min(consumed, source.size), totalBytes: source.size };
    },
    read: (from) => withoutFirst(read(), from),
  };
}

/** Decompressed bytes, and how many compressed ones have been taken for all up to them. */
interface Piece {
  readonly bytes: Uint8Array;
  readonly taken: number;
}

/** The pieces of one run of a decompressor, which can be read again from the first while few have been. */
class Inflation {
  #kept: Piece[] = [];
  #bytes = 0;
  #isAtEnd = false;

  constructor(private readonly rest: AsyncGenerator<Piece>) {}

  get isResumable(): boolean {
    return this.#bytes <= MOST_KEPT_BYTES && !this.#isAtEnd;
  }

  async *pieces(): AsyncGenerator<Piece> {
    yield* this.#kept;
    for (;;) {
      const { value, done } = await this.#next();
      if (done) return;
      this.#bytes += value.bytes.length;
      if (this.isResumable) this.#kept.push(value);
      else this.#kept = [];
      yield value;
    }
  }

  async #next(): Promise<IteratorResult<Piece, void>> {
    try {
      const next = await this.rest.next();
      this.#isAtEnd = next.done === true;
      return next;
    } catch (error) {
      this.#isAtEnd = true;
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.rest.return(undefined);
  }
}

async function* inflate(source: ByteSource, codec: Codec, name: string): AsyncGenerator<Piece, void> {
  for (let position = 0, more = true; more; ) {
    const engine = codec.start();
    const from = position;
    // A failure reaches the loop through the engine.
    pipeline(
      Readable.from(
        inLargePieces(source.read(from), () => engine.bytesWritten),
        { highWaterMark: 1 },
      ),
      engine,
    ).catch(() => {});
    try {
      for await (const bytes of engine) yield { bytes, taken: from + engine.bytesWritten };
    } catch (error) {
      throw error instanceof AdvisedError ? error : damaged(error, codec, name);
    }
    position += engine.bytesWritten;
    more =
      codec.stopsAfterFrame === true && position > from && (await readRange(source, position, position + 1)).length > 0;
  }
}

/**
 * The same bytes in fewer pieces.
 * @param taken bytes that have been decompressed: a piece is not much longer, so that little is read in vain
 */
async function* inLargePieces(pieces: AsyncIterable<Uint8Array>, taken: () => number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < Math.min(taken(), INPUT_BYTES)) continue;
    yield held.length === 1 ? piece : Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** zlib's words for a text that ends before it is complete. */
const TRUNCATED = /unexpected end of file/;
/** Of zstd's option --long, beyond what its own program accepts without being told. */
const WINDOW = /too much memory/;
/** Of a checksum or a length that differs. */
const CHECK = /incorrect (data|length) check|checksum/i;

function damaged(error: unknown, codec: Codec, name: string): ContainerError {
  const reason = error instanceof Error ? error.message : String(error);
  if (TRUNCATED.test(reason)) {
    return new ContainerError(
      `${name} is incomplete: its ${codec.name} data end too early.`,
      'Copy or download it again, and wait until it is written completely.',
    );
  }
  if (WINDOW.test(reason)) {
    return new ContainerError(
      `${name} can't be unpacked here: it was compressed with a window of more than 128 MB, all of which must be in memory.`,
      `Unpack it (${codec.name} -d --long=31) and open the file in it.`,
    );
  }
  const what = CHECK.test(reason) ? 'do not match their checksum' : `are damaged (${reason})`;
  return new ContainerError(`${name} can't be unpacked: its ${codec.name} data ${what}.`, 'Copy or download it again.');
}

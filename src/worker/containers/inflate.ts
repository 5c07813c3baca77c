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
 * Large pieces: each takes two switches between threads. Up to four are inflated ahead, while the reader parses the one
 * before.
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

/** CSV text becomes about this much longer; until the first bytes are inflated, nothing better is known. */
const TYPICAL_RATIO = 6;

/**
 * Decompressed bytes. They are never in memory as a whole. Reading from the middle inflates what comes before as well.
 * Reading rejects with a `ContainerError` for damaged data.
 * @param name what the error calls the file
 * @param size of the decompressed bytes, if it is known
 */
export function inflated(source: ByteSource, codec: Codec, name: string, size?: number): ByteSource {
  let consumed = 0;
  let produced = 0;
  return {
    get size() {
      if (size !== undefined) return size;
      return Math.ceil(source.size * (consumed === 0 ? TYPICAL_RATIO : produced / consumed));
    },
    get stored() {
      return source.stored ?? { bytes: Math.min(consumed, source.size), totalBytes: source.size };
    },
    read: (from) => {
      consumed = 0;
      produced = 0;
      const count = (taken: number, given: number) => {
        consumed = taken;
        produced += given;
      };
      return withoutFirst(inflate(source, codec, name, count), from);
    },
  };
}

async function* inflate(
  source: ByteSource,
  codec: Codec,
  name: string,
  count: (consumed: number, pieceBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let position = 0, more = true; more; ) {
    const engine = codec.start();
    const from = position;
    // A failure reaches the loop through the engine.
    pipeline(Readable.from(source.read(from), { highWaterMark: 1 }), engine).catch(() => {});
    try {
      for await (const piece of engine) {
        count(from + engine.bytesWritten, piece.length);
        yield piece;
      }
    } catch (error) {
      throw error instanceof AdvisedError ? error : damaged(error, codec, name);
    }
    position += engine.bytesWritten;
    more =
      codec.stopsAfterFrame === true && position > from && (await readRange(source, position, position + 1)).length > 0;
  }
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

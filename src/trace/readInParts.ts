import { type PartScanner, type ScannedPart, ThreadNames } from './parts';
import { BYTE } from './records';
import type { TraceReader } from './traceReader';

/**
 * Reads with several threads: the file is cut into parts at line ends, which are scanned side by side and put together in order. From
 * the first quote on, which may stretch over lines, the rest is read in order. Yields after every few megabytes.
 */
export async function* readInParts(
  reader: TraceReader,
  pieces: AsyncIterable<Uint8Array>,
  scanner: PartScanner,
): AsyncGenerator<void> {
  let parts: PartQueue | null = null;
  for await (const piece of pieces) {
    if (parts) {
      yield* parts.write(piece);
      continue;
    }
    yield* reader.write(piece);
    const rest = reader.takeBack();
    if (!rest) continue;
    parts = new PartQueue(reader, scanner);
    yield* parts.write(rest);
  }
  if (parts) yield* parts.readOn();
}

/** One being scanned and one waiting, so that a thread need not wait for this one. */
const PARTS_PER_THREAD = 2;

interface Pending {
  readonly thread: number;
  readonly bytes: Uint8Array;
  /** null where the scan failed. */
  readonly scan: Promise<ScannedPart | null>;
}

/** Cuts a file into parts, and hands what comes of them to the reader in their order. */
class PartQueue {
  readonly #reader: TraceReader;
  readonly #scanner: PartScanner;
  readonly #pending: Pending[] = [];
  readonly #free: Uint8Array[] = [];
  /** By thread. */
  readonly #names: readonly ThreadNames[];
  #sent = 0;
  #block: Uint8Array;
  #filled = 0;
  #inOrder = false;

  constructor(reader: TraceReader, scanner: PartScanner) {
    this.#reader = reader;
    this.#scanner = scanner;
    this.#names = Array.from({ length: scanner.threads }, () => new ThreadNames());
    this.#block = this.#freeBlock();
  }

  async *write(piece: Uint8Array): AsyncGenerator<void> {
    for (let at = 0; at < piece.length; ) {
      if (this.#inOrder) {
        yield* this.#reader.write(piece.subarray(at));
        return;
      }
      const part = piece.subarray(at, at + this.#block.length - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#block.length) yield* this.#send();
      if (this.#inOrder) yield* this.readOn();
    }
  }

  /** Waits for all parts that are out, and gives what is left to the reader. */
  async *readOn(): AsyncGenerator<void> {
    yield* this.#settle(0);
    yield* this.#reader.write(this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }

  /** Has the whole lines of a full block scanned. */
  async *#send(): AsyncGenerator<void> {
    const header = this.#reader.header;
    const end = this.#block.lastIndexOf(BYTE.lf) + 1;
    if (!header || end === 0) {
      this.#inOrder = true;
      return;
    }
    const bytes = this.#block.subarray(0, end);
    const next = this.#freeBlock();
    next.set(this.#block.subarray(end));
    this.#filled = this.#block.length - end;
    this.#block = next;
    const thread = this.#sent++ % this.#scanner.threads;
    this.#pending.push({ thread, bytes, scan: this.#scanner.scan(thread, bytes, header).catch(() => null) });
    yield* this.#settle(this.#scanner.threads * PARTS_PER_THREAD);
  }

  /** Takes the results of the oldest parts, until no more than `most` are out. */
  async *#settle(most: number): AsyncGenerator<void> {
    while (this.#pending.length > most) {
      const { thread, bytes, scan } = this.#pending[0];
      const part = await scan;
      this.#pending.shift();
      if (part && !this.#inOrder) this.#reader.append(part, this.#names[thread]);
      const taken = part && !this.#inOrder ? part.bytes : 0;
      if (taken < bytes.length) {
        this.#inOrder = true;
        yield* this.#reader.write(bytes.subarray(taken));
      }
      this.#free.push(new Uint8Array(bytes.buffer));
      yield;
    }
  }

  #freeBlock(): Uint8Array {
    return this.#free.pop() ?? new Uint8Array(new SharedArrayBuffer(this.#scanner.partBytes));
  }
}

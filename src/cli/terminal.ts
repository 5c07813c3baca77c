import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { jsonText, plainText } from '../text';
import { WriteError } from '../worker';

/** The streams of a process, or a test's stand-ins for them. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

const PROGRESS_INTERVAL_MS = 100;

/** Where a command reads its standard input from and prints to. Text from files cannot drive the terminal. */
export class Terminal {
  #lastProgress = 0;
  #isProgressShown = false;

  constructor(private readonly streams: Streams) {}

  get stdin(): AsyncIterable<Uint8Array> {
    return this.streams.stdin;
  }

  /** Prints each text as exactly one line on standard output. */
  printLines(lines: readonly string[]): Promise<void> {
    return this.printPieces(lines.map((line) => `${plainText(line)}\n`));
  }

  /**
   * Prints one indented JSON value on standard output; typed arrays are one line each. NaN and Infinity become null.
   */
  printJson(value: unknown): Promise<void> {
    return this.printPieces(jsonPieces(value));
  }

  /**
   * Prints pieces of text as fast as standard output takes them. If its reader closes it (`… | head`), the remaining
   * pieces are not asked for, and that is no error. Throws `WriteError` for other failures of standard output.
   */
  async printPieces(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    try {
      await pipeline(Readable.from(pieces), this.streams.stdout, { end: false });
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      if (syscall === 'write') throw new WriteError('Standard output', error as NodeJS.ErrnoException);
      throw error;
    }
  }

  /** Prints a line on standard error, where it does not mix with results. */
  warn(line: string): void {
    this.clearProgress();
    this.streams.stderr.write(`${plainText(line)}\n`);
  }

  /**
   * Shows a progress line on standard error if that is a terminal. It replaces the line before. A program that sets
   * FAASNET_PROGRESS=lines gets each as a line of its own.
   */
  progress(line: string): void {
    const asLines = process.env.FAASNET_PROGRESS === 'lines';
    if (!this.streams.stderr.isTTY && !asLines) return;
    const now = performance.now();
    if (now - this.#lastProgress < PROGRESS_INTERVAL_MS) return;
    this.#lastProgress = now;
    if (asLines) {
      this.streams.stderr.write(`${plainText(line)}\n`);
      return;
    }
    this.#isProgressShown = true;
    this.streams.stderr.write(`\r\u001b[2K${plainText(line)}`);
  }

  clearProgress(): void {
    if (this.#isProgressShown) this.streams.stderr.write('\r\u001b[2K');
    this.#isProgressShown = false;
  }
}

function* jsonPieces(value: unknown): Generator<string> {
  yield* jsonPiecesOf(value, '\n');
  yield '\n';
}

/** Numbers printed at once: the results of a million cold starts are longer than the longest string. */
const NUMBERS_PER_PIECE = 10_000;

function* jsonPiecesOf(value: unknown, lineBreak: string): Generator<string> {
  if (ArrayBuffer.isView(value)) {
    const column = value as Float64Array;
    for (let at = 0; at < column.length; at += NUMBERS_PER_PIECE) {
      const numbers = JSON.stringify([...column.subarray(at, at + NUMBERS_PER_PIECE)]);
      yield `${at === 0 ? '[' : ','}${numbers.slice(1, -1)}`;
    }
    yield column.length === 0 ? '[]' : ']';
    return;
  }
  if (typeof value !== 'object' || value === null) {
    yield jsonText(value);
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  yield isList ? '[' : '{';
  for (const [index, [key, one]] of entries.entries()) {
    yield `${index > 0 ? ',' : ''}${lineBreak}  ${isList ? '' : `${jsonText(key)}: `}`;
    yield* jsonPiecesOf(one, `${lineBreak}  `);
  }
  yield `${entries.length > 0 ? lineBreak : ''}${isList ? ']' : '}'}`;
}

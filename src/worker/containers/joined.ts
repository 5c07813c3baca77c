import { AdvisedError } from '../../errors';
import type { ByteSource } from '../../trace';
import type { Beginning } from './beginning';
import { withoutFirst } from './ranges';

/** A file of which a trace consists. */
export interface JoinedFile {
  readonly name: string;
  readonly source: ByteSource;
  readonly beginning: Beginning;
}

/** Where the lines of a file are in the text of several. */
export interface FileLines {
  readonly name: string;
  /** Lines of the text before the file. */
  readonly before: number;
  /** Lines at its start that are not in the text: a header that the files before it have, too. */
  readonly skipped: number;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * The texts of several files, one after the other. A table's header stays only at the top, and a line end is added
 * where a file does not end in one.
 */
export class JoinedSource implements ByteSource {
  readonly #files: readonly JoinedFile[];
  readonly #lines: FileLines[] = [];
  #reading = 0;

  constructor(files: readonly JoinedFile[]) {
    this.#files = files;
  }

  get size(): number {
    return this.#files.reduce((sum, { source }) => sum + source.size, 0);
  }

  get stored() {
    const stored = this.#files.map(({ source }, at) => {
      const { bytes, totalBytes } = source.stored ?? { bytes: 0, totalBytes: source.size };
      return { bytes: at < this.#reading ? totalBytes : at > this.#reading ? 0 : bytes, totalBytes };
    });
    const sum = (key: 'bytes' | 'totalBytes') => stored.reduce((total, one) => total + one[key], 0);
    return { bytes: sum('bytes'), totalBytes: sum('totalBytes') };
  }

  /** The files whose first byte has been read. */
  get lines(): readonly FileLines[] {
    return this.#lines;
  }

  read(from: number): AsyncIterable<Uint8Array> {
    return withoutFirst(this.#text(), from);
  }

  async *#text(): AsyncGenerator<Uint8Array> {
    this.#lines.length = 0;
    let before = 0;
    for (const [at, { name, source, beginning }] of this.#files.entries()) {
      this.#reading = at;
      const header = at > 0 && repeatsHeader(this.#files[0].beginning, beginning) ? beginning.first : null;
      this.#lines.push({ name, before, skipped: header?.lines ?? 0 });
      const counter = new LineCounter(beginning.endsLinesAtCr);
      try {
        for await (const piece of withoutFirst(source.read(0), header?.bytes ?? 0)) {
          counter.count(piece);
          yield piece;
        }
      } catch (error) {
        throw inFile(error, name);
      }
      if (counter.isWithinLine) {
        const end = Uint8Array.of(LF);
        counter.count(end);
        yield end;
      }
      before += counter.lines;
    }
    this.#reading = this.#files.length;
  }
}

/** Whether a table begins with the header of the first. */
export function repeatsHeader(first: Beginning, other: Beginning): boolean {
  return first.isHeader && other.isHeader && first.first?.text === other.first?.text;
}

function inFile(error: unknown, name: string): unknown {
  if (error instanceof AdvisedError && !error.message.includes(name)) error.message = `${name}: ${error.message}`;
  return error;
}

/** Counts the lines of bytes in pieces. */
class LineCounter {
  #lines = 0;
  #last = LF;
  /** CR, if it ends a line by itself; else a number that is no byte. */
  readonly #cr: number;

  /** @param endsLinesAtCr whether lines end in LF, CRLF or CR, or in LF alone */
  constructor(endsLinesAtCr: boolean) {
    this.#cr = endsLinesAtCr ? CR : -1;
  }

  get lines(): number {
    return this.#lines + (this.#last === this.#cr ? 1 : 0);
  }

  get isWithinLine(): boolean {
    return this.#last !== LF && this.#last !== this.#cr;
  }

  count(piece: Uint8Array): void {
    const cr = this.#cr;
    let lines = 0;
    let last = this.#last;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte === LF || last === cr) lines++;
      last = byte;
    }
    this.#lines += lines;
    this.#last = last;
  }
}

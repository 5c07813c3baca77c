import type { RowBlock } from './columns';
import { splitRecord } from './csvText';
import { notUtf8 } from './encoding';
import type { Delimiter } from './formats/sample';
import { warmColumns } from './header';
import { NameNumbering, NOT_UTF8 } from './names';
import { BYTE, isBlank, MAX_RECORD_BYTES } from './records';
import type { RowCollector } from './rows';
import { ScanKernel } from './scanKernel';
import { type NameIds, nameArrays } from './schema';
import type { TraceError } from './traceError';

/**
 * The kernel of a lane forgets its names when a column has more: its memory never shrinks, and the names are kept
 * elsewhere too. Few traces have as many functions. Together with the names of one input, a quarter of a million.
 */
const MOST_REMEMBERED = 200_000;

/**
 * Reads lines without quotes straight from their bytes into columns. Any other line goes to the row collector as text,
 * as in the CSV lane, so both lanes give the same rows and the same messages.
 */
export class PlainLane {
  readonly kernel: ScanKernel;
  readonly #rows: RowCollector;
  /** For each column of names: the collector also numbers those of lines that the kernel does not read. */
  #numberings: readonly NameNumbering[];
  /** For each column of names, its array among those of cold starts, and of warm invocations (-1 for none). */
  readonly #nameArrays: readonly (readonly [cold: number, warm: number])[];
  #refused: { readonly line: number; readonly error: TraceError } | null = null;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** @param mostRemembered names of a column that the kernel may know before it forgets them */
  constructor(
    rows: RowCollector,
    private readonly mostRemembered = MOST_REMEMBERED,
  ) {
    this.#rows = rows;
    this.kernel = ScanKernel.acquire(rows.header);
    this.#numberings = rows.names.map(() => new NameNumbering());
    const warm = warmColumns(rows.header) ?? [];
    this.#nameArrays = nameArrays(rows.header.columns).map((index) => [index, warm.indexOf(index)]);
  }

  /**
   * Reads lines of bytes[from, to) up to the first that has a quote or no end there. Returns the offset after them.
   */
  readLines(bytes: Uint8Array, from: number, to: number): number {
    const { kernel } = this;
    // Loops over a line stop at a line feed. With one at the end of the input, they need no bounds checks.
    const end = bytes.subarray(from, to).lastIndexOf(BYTE.lf) + 1 + from;
    let at = from;
    while (at < end) {
      const piece = bytes.subarray(at, Math.min(end, at + kernel.capacity));
      const length = piece.lastIndexOf(BYTE.lf) + 1;
      if (length === 0) {
        const stop = at + piece.length;
        at = this.#readLinesAsText(bytes, at, stop);
        if (at < stop) break;
        continue;
      }
      kernel.input.set(piece.subarray(0, length));
      kernel.load(length);
      const taken = this.readLoaded(length);
      at += taken;
      if (taken < length) break;
      this.forgetMany();
    }
    return at;
  }

  /** Between two inputs: forgets the kernel's names if there are many. Returns whether it did. */
  forgetMany(): boolean {
    if (this.#numberings.every(({ known }) => known <= this.mostRemembered)) return false;
    this.kernel.forgetNames();
    this.#numberings = this.#numberings.map(() => new NameNumbering());
    return true;
  }

  /** Releases the kernel. The lane must not be used afterwards. */
  release(): void {
    this.kernel.release();
  }

  /** Reads loaded lines. Returns how many bytes: all `length`, or those before the first line with a quote. */
  readLoaded(length: number): number {
    const { kernel } = this;
    for (let at = 0; ; ) {
      at = kernel.read(at, this.#rows.line);
      this.#appendRows();
      if (at === length) return at;
      const next = this.#readLineAsText(kernel.input, at);
      if (next < 0) return at;
      at = next;
    }
  }

  #appendRows(): void {
    const rows = this.#rows;
    const { kernel } = this;
    for (const [column, numbering] of this.#numberings.entries()) {
      const names = rows.names[column];
      kernel.eachName(column, numbering.known, (bytes, from, to) => {
        const id = names.numberOf(bytes, from, to);
        if (id === NOT_UTF8) this.#refuse(bytes.slice(from, to), column, numbering.known);
        numbering.learn(id);
      });
    }
    if (this.#refused) throw this.#refused.error;
    const { rows: cold, warmRows, otherRows, blankLines } = kernel;
    for (const [column, numbering] of this.#numberings.entries()) {
      const [inCold, inWarm] = this.#nameArrays[column];
      numbering.apply(cold.arrays[inCold] as NameIds, 0, cold.rows);
      if (inWarm >= 0) numbering.apply(warmRows.arrays[inWarm] as NameIds, 0, warmRows.rows);
    }
    rows.append(cold, rows.warm && warmRows);
    rows.otherRows += otherRows;
    rows.skipBlankLines(blankLines);
    rows.skipLines(cold.rows + warmRows.rows + otherRows);
  }

  /** Notes a name that is not UTF-8. The first one in the file is reported. */
  #refuse(bytes: Uint8Array, column: number, number: number): void {
    const [inCold, inWarm] = this.#nameArrays[column];
    const { rows, warmRows } = this.kernel;
    const at = Math.min(lineOf(rows, inCold, number), lineOf(warmRows, inWarm, number));
    if (this.#refused && this.#refused.line <= at) return;
    this.#refused = { line: at, error: notUtf8(bytes, at, this.#rows.header.columns[inCold]) };
  }

  /**
   * Reads lines that begin before `to` as text. Returns the offset of the next: before `to` if it has a quote or is too
   * long.
   */
  #readLinesAsText(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to) {
      const next = this.#readLineAsText(bytes, at);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Reads one line as text. Returns the offset after it; -1 if it has a quote or is too long. */
  #readLineAsText(bytes: Uint8Array, start: number): number {
    const rows = this.#rows;
    let end = start;
    for (let byte = bytes[end]; byte !== BYTE.lf && byte !== BYTE.cr; byte = bytes[++end]) {
      if (byte === BYTE.quote) return -1;
    }
    if (end - start > MAX_RECORD_BYTES) return -1;
    if (isBlank(bytes, start, end)) {
      rows.skipBlankLines(1);
    } else {
      const { delimiter } = rows.header;
      rows.record(splitRecord(this.#decoder.decode(bytes.subarray(start, end)), delimiter), rows.line, (field) =>
        fieldOf(bytes.subarray(start, end), field, delimiter),
      );
      rows.skipLines(1);
    }
    return bytes[end] === BYTE.cr && bytes[end + 1] === BYTE.lf ? end + 2 : end + 1;
  }
}

/** The line of the first row with a name; infinity without one. */
function lineOf({ rows, arrays, line }: RowBlock, array: number, number: number): number {
  const row = array < 0 ? -1 : (arrays[array] as NameIds).subarray(0, rows).indexOf(number);
  return row < 0 ? Number.POSITIVE_INFINITY : line[row];
}

/** The bytes of a field of a line without quotes. */
function fieldOf(line: Uint8Array, field: number, delimiter: Delimiter): Uint8Array {
  const byte = delimiter.charCodeAt(0);
  let from = 0;
  for (let before = 0; before < field; before++) from = line.indexOf(byte, from) + 1;
  const end = line.indexOf(byte, from);
  return line.subarray(from, end < 0 ? line.length : end);
}

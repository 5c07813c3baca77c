import type { NameTable } from './names';
import { BYTE, isBlank, MAX_RECORD_BYTES } from './records';
import type { RowCollector } from './rows';
import { ScanKernel } from './scanKernel';

/**
 * Reads lines without quotes straight from their bytes into columns. A line that is in any way out of the ordinary is decoded and given to
 * the row collector as text, as the other lane does, so that both lanes have the same rows and the same words for bad ones.
 */
export class PlainLane {
  readonly kernel: ScanKernel;
  readonly #rows: RowCollector;
  readonly #functions = new Renumbering();
  readonly #runtimes = new Renumbering();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(rows: RowCollector) {
    this.#rows = rows;
    this.kernel = ScanKernel.for(rows.header);
  }

  /**
   * Takes lines from `bytes[from, to)` up to the first that holds a quote or does not end there, and returns the offset of the first byte
   * it leaves.
   */
  take(bytes: Uint8Array, from: number, to: number): number {
    const { kernel } = this;
    // Every loop over a line stops at a line feed: with one at the end of what is read none needs to look where it is.
    const end = bytes.subarray(from, to).lastIndexOf(BYTE.lf) + 1 + from;
    let at = from;
    while (at < end) {
      const piece = bytes.subarray(at, Math.min(end, at + kernel.capacity));
      const length = piece.lastIndexOf(BYTE.lf) + 1;
      if (length === 0) {
        const stop = at + piece.length;
        at = this.#oddLines(bytes, at, stop);
        if (at < stop) break;
        continue;
      }
      kernel.input.set(piece.subarray(0, length));
      kernel.load(length);
      const taken = this.takeLoaded(length);
      at += taken;
      if (taken < length) break;
    }
    return at;
  }

  /** Takes lines that the kernel has loaded, and returns how many bytes: all `length` of them, or up to the first line with a quote. */
  takeLoaded(length: number): number {
    const { kernel } = this;
    for (let at = 0; ; ) {
      at = kernel.read(at, this.#rows.line);
      this.#keepRows();
      if (at === length) return at;
      const next = this.#oddLine(kernel.input, at);
      if (next < 0) return at;
      at = next;
    }
  }

  /** Has the collector take what the kernel has read. */
  #keepRows(): void {
    const rows = this.#rows;
    const { kernel } = this;
    const block = kernel.rows;
    this.#functions.learn(kernel.functionsFrom(this.#functions.known), rows.functions);
    if (rows.header.runtime >= 0) this.#runtimes.learn(kernel.runtimesFrom(this.#runtimes.known), rows.runtimes);
    this.#functions.apply(block.functionId, block.rows);
    this.#runtimes.apply(block.runtimeId, block.rows);
    rows.columns.append(block);
    rows.blankLines += kernel.blankLines;
    rows.line = kernel.line;
  }

  /** Takes lines that begin before `to` as text, and returns where the next begins: before `to` for one with a quote, or too long. */
  #oddLines(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to) {
      const next = this.#oddLine(bytes, at);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Takes one line as text; -1 where it has a quote, or is too long. */
  #oddLine(bytes: Uint8Array, start: number): number {
    const rows = this.#rows;
    let end = start;
    for (let byte = bytes[end]; byte !== BYTE.lf && byte !== BYTE.cr; byte = bytes[++end]) {
      if (byte === BYTE.quote) return -1;
    }
    if (end - start > MAX_RECORD_BYTES) return -1;
    if (isBlank(bytes, start, end)) rows.blankLines++;
    else rows.record(this.#decoder.decode(bytes.subarray(start, end)).split(','), rows.line);
    rows.line++;
    return bytes[end] === BYTE.cr && bytes[end + 1] === BYTE.lf ? end + 2 : end + 1;
  }
}

/** The kernel's numbers of names, which go by their bytes, and the collector's, which go by what they say. */
class Renumbering {
  readonly #ids: number[] = [];
  /** Whether all numbers are the same in both. */
  #same = true;

  get known(): number {
    return this.#ids.length;
  }

  learn(names: readonly string[], table: NameTable): void {
    for (const text of names) {
      const id = table.find(text) ?? table.add(text);
      this.#same &&= id === this.#ids.length;
      this.#ids.push(id);
    }
  }

  apply(numbers: Uint32Array | Uint16Array, rows: number): void {
    if (this.#same) return;
    for (let row = 0; row < rows; row++) numbers[row] = this.#ids[numbers[row]];
  }
}

import type { RowArrays, RowBlock } from './columns';
import type { TraceHeader } from './header';
import { type KernelLayout, type LayoutExports, layOut, type PlacedColumn } from './kernelLayout';
import { type Global, newInstance, RuntimeError } from './scanModule';
import { arrayOver } from './schema';

/** What `assembly/scan.ts` exports. Addresses are bytes into `memory`. */
interface Exports extends LayoutExports {
  readonly INPUT_BYTES: Global;
  readonly INPUT: Global;
  readonly MOST_ROWS: Global;
  readonly LINE: Global;
  readonly WARM_LINE: Global;
  findEnds(length: number): number;
  seek(at: number, line: number): void;
  readRows(): number;
  rowCount(): number;
  warmRowCount(): number;
  otherRowCount(): number;
  blankLineCount(): number;
  nameCount(column: number): number;
  nameAddresses(column: number): number;
}

interface Views {
  readonly input: Uint8Array<ArrayBuffer>;
  readonly cold: RowArrays;
  readonly warm: RowArrays;
}

const NO_ROWS: RowArrays = { arrays: [], line: new Uint32Array(0) };
const NO_VIEWS: Views = { input: new Uint8Array(0), cold: NO_ROWS, warm: NO_ROWS };

/** Released kernels kept for reuse: making one takes longer than reading a small file. */
const MAX_SPARE = 4;
const MAX_SPARE_BYTES = 1 << 25;
const spare: ScanKernel[] = [];

/**
 * Reads rows in WebAssembly, from bytes in its own memory. It numbers names by their bytes, in order of their first
 * row.
 */
export class ScanKernel {
  /** Bytes that fit into `input`. */
  readonly capacity: number;
  readonly #exports: Exports;
  #header: TraceHeader | null = null;
  #layout: KernelLayout = { isReadable: true, cold: [], warm: [] };
  #views: Views = NO_VIEWS;

  private constructor() {
    this.#exports = newInstance() as Exports;
    this.capacity = this.#exports.INPUT_BYTES.value;
  }

  /** A kernel for a file, which knows no names yet. Whoever acquires one calls `release` after its last read. */
  static acquire(header: TraceHeader): ScanKernel {
    const kernel = spare.pop() ?? new ScanKernel();
    kernel.#begin(header);
    return kernel;
  }

  /** Gives it back for another file; the caller must not use it any more. */
  release(): void {
    // Memory of WebAssembly never shrinks: one that has met millions of names is not kept.
    const isSmall = this.#exports.memory.buffer.byteLength <= MAX_SPARE_BYTES;
    if (isSmall && spare.length < MAX_SPARE) spare.push(this);
  }

  /** Numbers names from 0 again. The loaded input and the rows read from it are no longer valid. */
  forgetNames(): void {
    this.#begin(this.#header!);
  }

  #begin(header: TraceHeader): void {
    this.#header = header;
    this.#layout = layOut(this.#exports, header);
    this.#views = this.#makeViews();
  }

  /** Where the bytes to read go. Ask again after each reading: memory may have moved. */
  get input(): Uint8Array<ArrayBuffer> {
    return this.#current.input;
  }

  /**
   * Finds the fields in the first `length` bytes of `input`, which end with a line feed. Returns the number of
   * line ends.
   */
  load(length: number): number {
    return this.#exports.findEnds(length);
  }

  /**
   * Reads rows from the line at offset `at`, number `line`, up to the end of the loaded lines or to the first line that
   * must be read as text. Returns the offset of that line. Throws a RangeError if there is no memory for more names.
   */
  read(at: number, line: number): number {
    this.#exports.seek(at, line);
    if (!this.#layout.isReadable) return at;
    try {
      return this.#exports.readRows();
    } catch (error) {
      throw error instanceof RuntimeError ? new RangeError('no memory for names') : error;
    }
  }

  /** Records of the last reading that are no invocation. */
  get otherRows(): number {
    return this.#exports.otherRowCount();
  }

  /** Blank lines of the last reading. */
  get blankLines(): number {
    return this.#exports.blankLineCount();
  }

  /** Rows of the last reading; valid until the next. */
  get rows(): RowBlock {
    return { ...this.#current.cold, rows: this.#exports.rowCount() };
  }

  /** Warm invocations of the last reading, with the columns that those have; valid until the next. */
  get warmRows(): RowBlock {
    return { ...this.#current.warm, rows: this.#exports.warmRowCount() };
  }

  /** Calls back with the bytes of each name of the `column`-th column of names, from number `known` on. */
  eachName(column: number, known: number, use: (bytes: Uint8Array, from: number, to: number) => void): void {
    if (!this.#layout.isReadable) return;
    const count = this.#exports.nameCount(column);
    if (count === known) return;
    const { buffer } = this.#exports.memory;
    const bytes = new Uint8Array(buffer);
    const addresses = new Uint32Array(buffer, this.#exports.nameAddresses(column), count);
    for (let number = known; number < count; number++) {
      const at = addresses[number];
      use(bytes, at + 2, at + 2 + (bytes[at] | (bytes[at + 1] << 8)));
    }
  }

  get #current(): Views {
    // Memory that has grown is another buffer.
    if (this.#views.input.buffer !== this.#exports.memory.buffer) this.#views = this.#makeViews();
    return this.#views;
  }

  #makeViews(): Views {
    const { memory, INPUT, INPUT_BYTES, LINE, WARM_LINE, MOST_ROWS } = this.#exports;
    const { buffer } = memory;
    const rows = (columns: readonly PlacedColumn[], line: number): RowArrays => ({
      arrays: columns.map(({ kind, address }) => arrayOver(kind, buffer, address, MOST_ROWS.value)),
      line: new Uint32Array(buffer, line, MOST_ROWS.value),
    });
    return {
      input: new Uint8Array(buffer, INPUT.value, INPUT_BYTES.value),
      cold: rows(this.#layout.cold, LINE.value),
      warm: rows(this.#layout.warm, WARM_LINE.value),
    };
  }
}

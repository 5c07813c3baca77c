/// <reference path="./scanWasm.d.ts" />
import program from './assembly/scan.wasm';
import type { TraceHeader } from './header';

/** As much of WebAssembly as is used here; the types of it come with those of the browser. */
const { Module, Instance, RuntimeError } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly RuntimeError: new () => Error;
}

interface Global {
  readonly value: number;
}

/** What `assembly/scan.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly INPUT_BYTES: Global;
  readonly INPUT: Global;
  readonly TIME: Global;
  readonly LATENCY: Global;
  readonly FUNCTION_ID: Global;
  readonly MEMORY_MB: Global;
  readonly LINE: Global;
  readonly RUNTIME_ID: Global;
  begin(width: number, time: number, latency: number, functionName: number, runtime: number, memoryMB: number): void;
  findEnds(length: number): number;
  goOn(at: number, line: number): void;
  readRows(): number;
  lineNow(): number;
  rowsRead(): number;
  blankLinesRead(): number;
  functionCount(): number;
  functionEntries(): number;
  runtimeCount(): number;
  runtimeEntries(): number;
}

/** Some consecutive rows as columns: the first `rows` elements of each. */
export interface RowBlock {
  readonly rows: number;
  readonly time: Float64Array;
  readonly latency: Float64Array;
  readonly functionId: Uint32Array;
  readonly runtimeId: Uint16Array;
  readonly memoryMB: Uint32Array;
  readonly line: Uint32Array;
}

/** Words of memory for each name: where its bytes are, how many, its hash, none. */
const ENTRY_WORDS = 4;

let compiled: object | null = null;
/** More than are needed at a time are not kept. */
const MOST_SPARE = 4;
const spare: ScanKernel[] = [];

/** Reads rows from bytes in memory of its own, in WebAssembly. Names have its own numbers, by their bytes. */
export class ScanKernel {
  /** Bytes that fit into `input`. */
  readonly capacity: number;
  readonly #exports: Exports;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #views: Views;

  private constructor() {
    compiled ??= new Module(program);
    this.#exports = new Instance(compiled).exports as Exports;
    this.capacity = this.#exports.INPUT_BYTES.value;
    this.#exports.begin(0, 0, 0, 0, 0, 0);
    this.#views = viewsOf(this.#exports);
  }

  /** One that knows no names. Give it back with `release` when it has read its last: making one takes longer than reading a small file. */
  static for({ names, time, latency, functionName, runtime, memoryMB }: TraceHeader): ScanKernel {
    const kernel = spare.pop() ?? new ScanKernel();
    kernel.#exports.begin(names.length, time, latency, functionName, runtime, memoryMB);
    return kernel;
  }

  /** Makes it ready for another file; not to be used any more by the caller. */
  release(): void {
    if (spare.length < MOST_SPARE) spare.push(this);
  }

  /** Where the bytes to be read go. To be asked for anew after each reading. */
  get input(): Uint8Array<ArrayBuffer> {
    return this.#current.input;
  }

  /** Takes the first `length` bytes of `input`, the last of which is a line feed; says how many line ends there are. */
  load(length: number): number {
    return this.#exports.findEnds(length);
  }

  /**
   * Reads rows from the line at `at`, which has the number `line`, up to the end of what was loaded or to the first line that is out of the
   * ordinary; returns its offset. Throws a RangeError where there is no memory for more names.
   */
  read(at: number, line: number): number {
    this.#exports.goOn(at, line);
    try {
      return this.#exports.readRows();
    } catch (error) {
      throw error instanceof RuntimeError ? new RangeError('no memory for names') : error;
    }
  }

  /** The number of the line at which the last reading ended. */
  get line(): number {
    return this.#exports.lineNow();
  }

  /** Blank lines of the last reading. */
  get blankLines(): number {
    return this.#exports.blankLinesRead();
  }

  /** Rows of the last reading; good until the next. */
  get rows(): RowBlock {
    return Object.assign(this.#current, { rows: this.#exports.rowsRead() });
  }

  /** How many function names are known. */
  get functions(): number {
    return this.#exports.functionCount();
  }

  /** How many runtimes are known. */
  get runtimes(): number {
    return this.#exports.runtimeCount();
  }

  /** The function names from number `known` on. */
  functionsFrom(known: number): string[] {
    return this.#names(this.#exports.functionEntries(), known, this.functions);
  }

  /** The runtimes from number `known` on. */
  runtimesFrom(known: number): string[] {
    return this.#names(this.#exports.runtimeEntries(), known, this.runtimes);
  }

  get #current(): Views {
    // Memory that has grown is another buffer.
    if (this.#views.input.buffer !== this.#exports.memory.buffer) this.#views = viewsOf(this.#exports);
    return this.#views;
  }

  /** Decodes names whose bytes stand one behind the other at once: to decode each would take much longer. */
  #names(entries: number, from: number, to: number): string[] {
    const { buffer } = this.#exports.memory;
    const entry = new Uint32Array(buffer, entries, to * ENTRY_WORDS);
    const names: string[] = [];
    for (let id = from; id < to; ) {
      const start = entry[id * ENTRY_WORDS];
      let end = start;
      let next = id;
      for (; next < to && entry[next * ENTRY_WORDS] === end; next++) end += entry[next * ENTRY_WORDS + 1];
      const joined = this.#decoder.decode(new Uint8Array(buffer, start, end - start));
      // One character for each byte: then none of them came of bytes of two names.
      const separable = joined.length === end - start;
      for (; id < next; id++) {
        const [at, length] = entry.subarray(id * ENTRY_WORDS, id * ENTRY_WORDS + 2);
        names.push(
          separable
            ? joined.slice(at - start, at - start + length)
            : this.#decoder.decode(new Uint8Array(buffer, at, length)),
        );
      }
    }
    return names;
  }
}

interface Views extends RowBlock {
  readonly input: Uint8Array<ArrayBuffer>;
}

function viewsOf(exports: Exports): Views {
  const buffer = exports.memory.buffer;
  const bytes = exports.INPUT_BYTES.value;
  const rows = Math.floor(bytes / 6) + 1;
  return {
    rows: 0,
    input: new Uint8Array(buffer, exports.INPUT.value, bytes),
    time: new Float64Array(buffer, exports.TIME.value, rows),
    latency: new Float64Array(buffer, exports.LATENCY.value, rows),
    functionId: new Uint32Array(buffer, exports.FUNCTION_ID.value, rows),
    runtimeId: new Uint16Array(buffer, exports.RUNTIME_ID.value, rows),
    memoryMB: new Uint32Array(buffer, exports.MEMORY_MB.value, rows),
    line: new Uint32Array(buffer, exports.LINE.value, rows),
  };
}

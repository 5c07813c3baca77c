import { ByteNames, Span } from './byteNames';
import { EXACT_DIGITS, EXACT_POWERS_OF_TEN } from './numbers';
import { BYTE, isBlank, MAX_RECORD_BYTES } from './records';
import type { RowCollector } from './rows';
import { UNKNOWN_MEMORY } from './table';

const QUOTE = BYTE.quote;
const COMMA = BYTE.comma;
const LF = BYTE.lf;
const CR = BYTE.cr;
const POINT = 46;
const ZERO = 48;

/** What a column holds, as far as it concerns the scan: nothing, then numbers, then names. */
const Kind = { other: 0, time: 1, latency: 2, memory: 3, functionName: 4, runtime: 5 } as const;

/** 1 for the bytes that end a field, or must not be in a plain one. */
const ENDS_FIELD = new Uint8Array(256);
for (const byte of [COMMA, LF, CR, QUOTE]) ENDS_FIELD[byte] = 1;

/**
 * Reads lines without quotes straight from their bytes into columns. A line that is in any way out of the ordinary is decoded and given to
 * the row collector as text, as the other lane does, so that both lanes have the same rows and the same words for bad ones.
 */
export class PlainLane {
  readonly #rows: RowCollector;
  readonly #kinds: Uint8Array;
  readonly #functions = new ByteNames();
  readonly #runtimes = new ByteNames();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** The bytes being read, for reading several at once. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Where the field just read ends. */
  #end = 0;
  /** Of the row being read. */
  #time = 0;
  #latency = 0;
  #memoryMB: number = UNKNOWN_MEMORY;
  readonly #functionName = new Span();
  readonly #runtime = new Span();

  constructor(rows: RowCollector) {
    const { header } = rows;
    this.#rows = rows;
    this.#kinds = new Uint8Array(header.names.length);
    this.#kinds[header.time] = Kind.time;
    this.#kinds[header.latency] = Kind.latency;
    this.#kinds[header.functionName] = Kind.functionName;
    if (header.memoryMB >= 0) this.#kinds[header.memoryMB] = Kind.memory;
    if (header.runtime >= 0) this.#kinds[header.runtime] = Kind.runtime;
    else this.#runtimes.learn(this.#view, this.#runtime, 0);
  }

  /**
   * Takes lines from `bytes[from, to)` up to the first that holds a quote or does not end there, and returns the offset of the first byte
   * it leaves.
   */
  take(bytes: Uint8Array, from: number, to: number): number {
    // Every loop below stops at a line feed: with one at the end of what is read none needs to look where it is.
    const end = bytes.subarray(from, to).lastIndexOf(LF) + 1 + from;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = from;
    while (at < end) {
      const next = this.#plainRow(bytes, at) ? this.#keepRow(bytes) : this.#oddLine(bytes, at);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Reads the line at `at` if all of it is as usual; then `#end` is where the next begins. */
  #plainRow(bytes: Uint8Array, start: number): boolean {
    const kinds = this.#kinds;
    const last = kinds.length - 1;
    let at = start;
    for (let column = 0; column <= last; column++) {
      const kind = kinds[column];
      if (kind >= Kind.functionName) {
        this.#name(bytes, at, kind === Kind.functionName ? this.#functionName : this.#runtime);
      } else if (kind >= Kind.time) {
        const value = this.#number(bytes, at);
        if (value < 0) return false;
        if (kind === Kind.time) this.#time = value;
        else if (kind === Kind.latency) this.#latency = value;
        else if (value >>> 0 === value && value !== UNKNOWN_MEMORY) this.#memoryMB = value;
        else return false;
      } else {
        this.#skip(bytes, at);
      }
      at = this.#end;
      if (column < last && bytes[at++] !== COMMA) return false;
    }
    if (bytes[at] === CR) at++;
    this.#end = at + 1;
    return bytes[at] === LF && at - start <= MAX_RECORD_BYTES;
  }

  /** Reads digits with at most one point among them, few enough for one exact division; -1 for any other field. */
  #number(bytes: Uint8Array, start: number): number {
    let at = start;
    let digits = 0;
    let digit = bytes[at] ^ ZERO;
    while (digit <= 9) {
      digits = digits * 10 + digit;
      digit = bytes[++at] ^ ZERO;
    }
    if (bytes[at] !== POINT) {
      this.#end = at;
      return at === start || at - start > EXACT_DIGITS ? -1 : digits;
    }
    const point = at;
    digit = bytes[++at] ^ ZERO;
    while (digit <= 9) {
      digits = digits * 10 + digit;
      digit = bytes[++at] ^ ZERO;
    }
    this.#end = at;
    if (at - start > EXACT_DIGITS + 1 || at - start === 1) return -1;
    return digits / EXACT_POWERS_OF_TEN[at - point - 1];
  }

  #name(bytes: Uint8Array, start: number, span: Span): void {
    let at = start;
    let hash = 0x811c9dc5 | 0;
    for (let byte = bytes[at]; ENDS_FIELD[byte] === 0; byte = bytes[++at]) hash = Math.imul(hash ^ byte, 0x01000193);
    span.from = start;
    span.to = at;
    span.hash = hash ^ (hash >>> 15);
    this.#end = at;
  }

  #skip(bytes: Uint8Array, start: number): void {
    let at = start;
    while (ENDS_FIELD[bytes[at]] === 0) at++;
    this.#end = at;
  }

  /** Appends the row just read, and returns where the next line begins. */
  #keepRow(bytes: Uint8Array): number {
    const rows = this.#rows;
    const functionId = this.#functions.find(this.#view, this.#functionName);
    const runtimeId = this.#runtimes.find(this.#view, this.#runtime);
    if (functionId < 0 || runtimeId < 0) this.#newNames(bytes);
    else rows.columns.push(this.#time, this.#latency, functionId, runtimeId, this.#memoryMB, rows.line);
    rows.line++;
    return this.#end;
  }

  /** Has the collector take a row with a name whose bytes are new, and notes the bytes of the names that have a number then. */
  #newNames(bytes: Uint8Array): void {
    const rows = this.#rows;
    const functionName = this.#text(bytes, this.#functionName);
    const runtime = this.#text(bytes, this.#runtime);
    rows.row(this.#time, this.#latency, this.#memoryMB, functionName, runtime, rows.line);
    const functionId = rows.functions.find(functionName);
    const runtimeId = rows.runtimes.find(runtime);
    if (functionId !== undefined) this.#functions.learn(this.#view, this.#functionName, functionId);
    if (runtimeId !== undefined) this.#runtimes.learn(this.#view, this.#runtime, runtimeId);
  }

  #text(bytes: Uint8Array, { from, to }: Span): string {
    return this.#decoder.decode(bytes.subarray(from, to));
  }

  /** Takes one line as text; -1 where it has a quote, or is too long. */
  #oddLine(bytes: Uint8Array, start: number): number {
    const rows = this.#rows;
    let end = start;
    for (let byte = bytes[end]; byte !== LF && byte !== CR; byte = bytes[++end]) if (byte === QUOTE) return -1;
    if (end - start > MAX_RECORD_BYTES) return -1;
    if (isBlank(bytes, start, end)) rows.blankLines++;
    else rows.record(this.#decoder.decode(bytes.subarray(start, end)).split(','), rows.line);
    rows.line++;
    return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
}

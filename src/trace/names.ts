import { count } from '../text';
import { GrowingNumbers } from './growingNumbers';
import {
  CHUNK_BITS,
  CHUNK_BYTES,
  findName,
  hashOf,
  LENGTH_BYTES,
  MOST_NUMBERED,
  MOST_PROBES,
  type NameBytes,
  slotOf,
} from './nameBytes';
import type { NameIds } from './schema';
import { encodeName, MAX_NAME_BYTES, type NameList, type PackedNames, SharedNames } from './sharedNames';
import { TraceError } from './traceError';

/** A power of two. */
const RECENT = 1 << 13;
/** Code units of a name's end that are hashed for `recent`: names with a common beginning differ there. */
const HASHED_LENGTH = 4;
/**
 * 2^32 divided by the golden ratio: its products spread over their upper bits (Knuth, The Art of Computer Programming,
 * 6.4).
 */
const SPREAD = 0x9e3779b1;

const FIRST_SLOTS = 1 << 6;
const FIRST_CHUNK_BYTES = 1 << 10;
/** As many chunks as an address can name. */
const MOST_CHUNKS = 2 ** (32 - CHUNK_BITS);

/** Number of a name whose bytes are not UTF-8. */
export const NOT_UTF8 = -1;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const scratch = new Uint8Array(MAX_NAME_BYTES);

/** What numbers the distinct names of a column. */
export interface NameRegister {
  /** The name's number, or undefined for a name that has none. */
  find(name: string): number | undefined;
  /** Gives the next number to a name that has none. */
  add(name: string): number;
}

/**
 * The distinct values of one column, numbered from 0 in order of their first row, as UTF-8 in shared memory: at most 40
 * bytes per name in addition to its text, half of that on average.
 */
export class NameTable extends SharedNames implements NameRegister {
  #count = 0;
  #chunks: Uint8Array[] = [];
  readonly #addresses = new GrowingNumbers(FIRST_SLOTS / 2, MOST_NUMBERED + 1);
  readonly #slots = new GrowingNumbers(FIRST_SLOTS, 2 * (MOST_NUMBERED + 1));
  /** Kept for growing, which would otherwise read all text again. */
  readonly #hashes = new GrowingNumbers(FIRST_SLOTS / 2, MOST_NUMBERED + 1);
  /** Used bytes of the last chunk. */
  #used = 0;
  /** Numbers of names without a slot within `MOST_PROBES` of their own. */
  readonly #crowded = new Map<string, number>();
  /** By hash, the text last found or added, and its number: comparing texts is faster than encoding one. */
  readonly #recent: string[] = [];
  readonly #recentIds = new Uint32Array(RECENT);

  /**
   * @param capacity maximum number of names
   * @param what the column's values in the plural, for the error
   */
  constructor(
    readonly capacity: number,
    readonly what: string,
  ) {
    super({ chunks: [], addresses: new Uint32Array(0), slots: new Uint32Array(0) });
    this.names = this.#whole;
  }

  override get length(): number {
    return this.#count;
  }

  /** The names so far. Valid until the next one is added. */
  override get bytes(): NameBytes {
    const { chunks, addresses, slots } = this.names;
    return { chunks, addresses: addresses.subarray(0, this.#count), slots };
  }

  override indexOf(name: string): number {
    return this.find(name) ?? -1;
  }

  find(name: string): number | undefined {
    const recent = recentOf(name);
    if (this.#recent[recent] === name) return this.#recentIds[recent];
    const length = encodeName(name, scratch);
    const id = length < 0 ? -1 : this.#find(scratch, 0, length, hashOf(scratch, 0, length));
    if (id < 0) return undefined;
    this.#remember(recent, name, id);
    return id;
  }

  /** Numbers a name not seen before. Throws a TraceError when there are more than `capacity`. */
  add(name: string): number {
    const length = encodeName(name, scratch);
    const id = this.#add(scratch, 0, length, hashOf(scratch, 0, length));
    this.#remember(recentOf(name), name, id);
    return id;
  }

  /** The number of the name bytes[from, to): the next one for a new name, `NOT_UTF8` for an invalid one. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const known = this.#find(bytes, from, to, hash);
    if (known >= 0) return known;
    return isUtf8(bytes, from, to) ? this.#add(bytes, from, to, hash) : NOT_UTF8;
  }

  #find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const found = findName(this.names, bytes, from, to, hash);
    return found === -2 ? (this.#crowded.get(text(bytes, from, to)) ?? -1) : found;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const id = this.#count;
    if (id === this.capacity) throw this.#tooMany(`more than ${count(this.capacity)} different`);
    if (2 * (id + 1) > this.names.slots.length) this.#grow();
    this.names.addresses[id] = this.#keep(bytes, from, to);
    this.#hashes.array[id] = hash;
    this.#count++;
    if (!this.#occupy(id, hash)) this.#crowded.set(text(bytes, from, to), id);
    return id;
  }

  /** Copies a name. Returns its address. */
  #keep(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    let chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk === undefined || this.#used + LENGTH_BYTES + length > chunk.length) {
      if (this.#chunks.length === MOST_CHUNKS) throw this.#tooMany('4 GB of');
      const wanted = Math.max(FIRST_CHUNK_BYTES * 2 ** this.#chunks.length, LENGTH_BYTES + length);
      chunk = new Uint8Array(new SharedArrayBuffer(Math.min(CHUNK_BYTES, wanted)));
      this.#chunks.push(chunk);
      this.#used = 0;
    }
    const at = this.#used;
    chunk[at] = length;
    chunk[at + 1] = length >>> 8;
    let into = at + LENGTH_BYTES;
    for (let byte = from; byte < to; byte++) chunk[into++] = bytes[byte];
    this.#used = into;
    return (((this.#chunks.length - 1) << CHUNK_BITS) | at) >>> 0;
  }

  /** False without a free slot nearby. */
  #occupy(id: number, hash: number): boolean {
    const { slots } = this.names;
    const mask = slots.length - 1;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const at = (hash + probe) & mask;
      if (slots[at] !== 0) continue;
      slots[at] = slotOf(id, hash);
      return true;
    }
    return false;
  }

  #grow(): void {
    for (const numbers of [this.#addresses, this.#slots, this.#hashes]) numbers.double();
    this.names = this.#whole;
    this.names.slots.fill(0);
    this.#crowded.clear();
    const { array: hashes } = this.#hashes;
    for (let id = 0; id < this.#count; id++) {
      if (!this.#occupy(id, hashes[id])) this.#crowded.set(this.at(id) ?? '', id);
    }
  }

  get #whole(): NameBytes {
    return { chunks: this.#chunks, addresses: this.#addresses.array, slots: this.#slots.array };
  }

  #remember(recent: number, name: string, id: number): void {
    this.#recent[recent] = name;
    this.#recentIds[recent] = id;
  }

  #tooMany(amount: string): TraceError {
    return new TraceError(
      'tooManyNames',
      `The file has ${amount} ${this.what}.`,
      'Check that the columns have the right names, or split the file into smaller ones.',
    );
  }
}

/**
 * Translates numbers that a kernel, another thread or an edited text gave to names into those of a register. Names are
 * learned in order of their first row, so the register numbers new ones in that order.
 */
export class NameNumbering {
  #count = 0;
  /** Empty while all numbers are equal on both sides. */
  #ids = new Uint32Array(0);

  /** How many names have been learned: the number of the next one. */
  get known(): number {
    return this.#count;
  }

  /** Learns all names of another thread. */
  learnPacked({ first, text, lengths }: PackedNames, table: NameTable): void {
    if (first === 0) this.#forget();
    for (let i = 0, at = 0; i < lengths.length; at += lengths[i++])
      this.learn(table.numberOf(text, at, at + lengths[i]));
  }

  /** Learns all names of a list. */
  learnNames(names: NameList, register: NameRegister): void {
    for (const name of names) this.learn(register.find(name) ?? register.add(name));
  }

  /** Learns the register's number of the next name. */
  learn(id: number): void {
    const number = this.#count++;
    if (this.#ids.length === 0) {
      if (id === number) return;
      this.#ids = Uint32Array.from({ length: Math.max(64, 2 * number) }, (_, same) => same);
    }
    if (number === this.#ids.length) {
      const ids = new Uint32Array(2 * number);
      ids.set(this.#ids);
      this.#ids = ids;
    }
    this.#ids[number] = id;
  }

  /** Forgets all names: their numbers will be given to others. */
  #forget(): void {
    this.#count = 0;
    this.#ids = new Uint32Array(0);
  }

  idOf(number: number): number {
    return this.#ids.length === 0 ? number : this.#ids[number];
  }

  /** Replaces numbers [from, to) by the register's. */
  apply(numbers: NameIds, from: number, to: number): void {
    if (this.#ids.length === 0) return;
    const ids = this.#ids;
    for (let row = from; row < to; row++) numbers[row] = ids[numbers[row]];
  }
}

/** Whether bytes are UTF-8. Fast for ASCII, as most names are. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && bytes[at] < 0x80) at++;
  if (at === to) return true;
  try {
    strict.decode(bytes.slice(at, to));
    return true;
  } catch {
    return false;
  }
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return strict.decode(bytes.slice(from, to));
}

/** Names as they are shared between threads. */
export function namesAsBytes(names: NameList): NameBytes {
  if (names instanceof SharedNames) return names.bytes;
  const table = new NameTable(names.length, 'names');
  for (const name of names) table.add(name);
  return table.bytes;
}

function recentOf(name: string): number {
  const { length } = name;
  let hash = length;
  for (let i = Math.max(0, length - HASHED_LENGTH); i < length; i++) hash = Math.imul(hash, 31) + name.charCodeAt(i);
  return (Math.imul(hash, SPREAD) >>> 16) & (RECENT - 1);
}

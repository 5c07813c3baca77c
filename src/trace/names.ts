import type { NameIds } from './schema';
import { TraceError } from './traceError';

/** UTF-16 code units; function names and runtimes of real platforms stay far below. */
export const MAX_NAME_LENGTH = 1024;

/** A power of two. */
const RECENT = 1 << 13;
/** Of a name's end, where names that have a beginning in common differ. */
const HASHED_LENGTH = 4;
/** 2^32 divided by the golden ratio: its products spread over their upper bits (Knuth, The Art of Computer Programming, 6.4). */
const SPREAD = 0x9e3779b1;

/** What numbers the distinct names of a column. */
export interface NameRegister {
  /** The name's number, or undefined for a name that has none. */
  find(name: string): number | undefined;
  /** Gives the next number to a name that has none. */
  add(name: string): number;
}

/** The different values of one column, numbered from 0 in order of their first row. */
export class NameTable implements NameRegister {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();
  /** By a hash, a number of one more than the name's that was last found with it: comparing two texts is quicker than asking the map. */
  readonly #recent = new Uint32Array(RECENT);

  /** @param capacity the most different names there may be; @param what the column's values in the plural, for the error */
  constructor(
    readonly capacity: number,
    readonly what: string,
  ) {}

  /** The name's number, or undefined for a name not seen before. */
  find(name: string): number | undefined {
    const slot = slotOf(name);
    const recent = this.#recent[slot] - 1;
    if (recent >= 0 && this.names[recent] === name) return recent;
    const id = this.#ids.get(name);
    if (id !== undefined) this.#recent[slot] = id + 1;
    return id;
  }

  /** Numbers a name not seen before. Throws a TraceError when there are more than `capacity`. */
  add(name: string): number {
    const id = this.names.length;
    if (id === this.capacity) {
      throw new TraceError(
        'tooManyNames',
        `The file has more than ${this.capacity.toLocaleString('en-US')} different ${this.what}.`,
        'Check that the columns have the right names, or split the file into smaller ones.',
      );
    }
    this.names.push(name);
    this.#ids.set(name, id);
    return id;
  }
}

/**
 * Translates numbers of names that a kernel, another thread or an edited text has given by itself to those of a register. Names are learned in
 * order of their first row, so the register numbers new ones in that order.
 */
export class NameNumbering {
  readonly #ids: number[] = [];
  #isIdentity = true;

  constructor(readonly register: NameRegister) {}

  /** How many names have been learned: the number of the next one. */
  get known(): number {
    return this.#ids.length;
  }

  learn(names: readonly string[]): void {
    for (const name of names) {
      const id = this.register.find(name) ?? this.register.add(name);
      this.#isIdentity &&= id === this.#ids.length;
      this.#ids.push(id);
    }
  }

  idOf(number: number): number {
    return this.#ids[number];
  }

  /** Replaces numbers [from, to) by the register's. */
  apply(numbers: NameIds, from: number, to: number): void {
    if (this.#isIdentity) return;
    const ids = this.#ids;
    for (let row = from; row < to; row++) numbers[row] = ids[numbers[row]];
  }
}

function slotOf(name: string): number {
  const { length } = name;
  let hash = length;
  for (let i = Math.max(0, length - HASHED_LENGTH); i < length; i++) hash = Math.imul(hash, 31) + name.charCodeAt(i);
  return (Math.imul(hash, SPREAD) >>> 16) & (RECENT - 1);
}

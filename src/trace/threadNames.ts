import type { NameRegister } from './names';
import { isUtf8, NameTable, NOT_UTF8 } from './names';
import { type Column, isNames, mostNames } from './schema';
import { encodeName, MAX_NAME_BYTES, type PackedNames } from './sharedNames';

/** What numbers the distinct names of a column by their bytes too. */
export interface RowNames extends NameRegister {
  /** The number of the name bytes[from, to): the next one for a new name, `NOT_UTF8` for an invalid one. */
  numberOf(bytes: Uint8Array, from: number, to: number): number;
}

/** The names that a scanning thread sends to the thread that holds the file's names. */
export interface ThreadNames extends RowNames {
  /** The names numbered since the last call. */
  take(): PackedNames;
  /** The thread has forgotten the numbers of names: numbering may start again. */
  restart(): void;
}

/** The tables of names of a file's columns, in the header's order. */
export function nameTables(columns: readonly Column[]): NameTable[] {
  return namesFor(columns, ({ kind, plural }) => new NameTable(mostNames(kind), plural));
}

/** What a thread keeps of the names of a file's columns, in the header's order. */
export function threadNames(columns: readonly Column[]): ThreadNames[] {
  return namesFor(columns, (column) => (column.kind === 'label' ? new SentTable(column) : new NameLog()));
}

function namesFor<Names>(columns: readonly Column[], make: (column: Column) => Names): Names[] {
  return columns.filter(isNames).map(make);
}

/** Numbers of labels take two bytes, so no label may have several. There are few labels. */
class SentTable extends NameTable implements ThreadNames {
  #sent = 0;

  constructor({ kind, plural }: Column) {
    super(mostNames(kind), plural);
  }

  take(): PackedNames {
    const first = this.#sent;
    this.#sent = this.length;
    return this.packed(first);
  }

  restart(): void {}
}

const encoded = new Uint8Array(MAX_NAME_BYTES);

/**
 * Numbers names and forgets those that were taken: the receiver keeps them, and the kernel knows which bytes are new. A
 * name may get several numbers, which the receiver maps to one.
 */
export class NameLog implements ThreadNames {
  #count = 0;
  /** The number of the first name that has not been taken. */
  #first = 0;
  #text = new Uint8Array(1 << 10);
  #used = 0;
  #lengths = new Uint16Array(1 << 6);
  /** Numbers of names from lines read as text, which have not been taken. */
  readonly #fromText = new Map<string, number>();

  find(name: string): number | undefined {
    return this.#fromText.get(name);
  }

  add(name: string): number {
    const id = this.#append(encoded, 0, encodeName(name, encoded));
    this.#fromText.set(name, id);
    return id;
  }

  numberOf(bytes: Uint8Array, from: number, to: number): number {
    return isUtf8(bytes, from, to) ? this.#append(bytes, from, to) : NOT_UTF8;
  }

  take(): PackedNames {
    const first = this.#first;
    const text = this.#text.slice(0, this.#used);
    const lengths = this.#lengths.slice(0, this.#count - first);
    this.#first = this.#count;
    this.#used = 0;
    this.#fromText.clear();
    return { first, text, lengths };
  }

  restart(): void {
    this.#count = 0;
    this.#first = 0;
  }

  #append(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    const place = this.#count - this.#first;
    if (this.#used + length > this.#text.length) this.#text = grown(this.#text, this.#used + length);
    if (place === this.#lengths.length) {
      const lengths = new Uint16Array(2 * place);
      lengths.set(this.#lengths);
      this.#lengths = lengths;
    }
    for (let byte = from; byte < to; byte++) this.#text[this.#used++] = bytes[byte];
    this.#lengths[place] = length;
    return this.#count++;
  }
}

function grown(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, 2 * bytes.length));
  larger.set(bytes);
  return larger;
}

import { CHUNK_BITS, CHUNK_BYTES, findName, hashOf, LENGTH_BYTES, type NameBytes } from './nameBytes';

/** UTF-16 code units. Function names and runtimes of real platforms are far shorter. */
export const MAX_NAME_LENGTH = 1024;
/** In UTF-8. */
export const MAX_NAME_BYTES = 3 * MAX_NAME_LENGTH;

/** Names by number: an array, or a list that decodes names on demand. */
export type NameList = Pick<readonly string[], 'length' | 'at' | 'indexOf'> & Iterable<string>;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
/** The text of one name: decoders and encoders of browsers do not accept shared memory. */
const scratch = new Uint8Array(MAX_NAME_BYTES);

/** Names in shared memory, decoded on demand. Finds a name by its text in constant time. */
export class SharedNames implements NameList {
  constructor(protected names: NameBytes) {}

  get bytes(): NameBytes {
    return this.names;
  }

  get length(): number {
    return this.names.addresses.length;
  }

  at(id: number): string | undefined {
    if (!Number.isInteger(id) || id < 0 || id >= this.length) return undefined;
    const [chunk, from, to] = this.#place(id);
    scratch.set(chunk.subarray(from, to));
    return decoder.decode(scratch.subarray(0, to - from));
  }

  /** The number of a name; -1 for an unknown one. */
  indexOf(name: string): number {
    const length = encodeName(name, scratch);
    if (length < 0 || this.length === 0) return -1;
    const found = findName(this.names, scratch, 0, length, hashOf(scratch, 0, length));
    return found === -2 ? this.#search(scratch, 0, length) : found;
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (let id = 0; id < this.length; id++) yield this.at(id) ?? '';
  }

  /** Whether a name contains a text, ignoring case. @param part in lower case */
  includes(id: number, part: string): boolean {
    const [chunk, from, to] = this.#place(id);
    for (let at = from; at < to; at++) if (chunk[at] >= 0x80) return (this.at(id) ?? '').toLowerCase().includes(part);
    return includesAscii(chunk, from, to, part);
  }

  /** The bytes of names from number `from` on, one after the other, and the length of each. */
  packed(from: number): PackedNames {
    const lengths = new Uint16Array(this.length - from);
    let bytes = 0;
    for (let i = 0; i < lengths.length; i++) {
      const [, start, end] = this.#place(from + i);
      lengths[i] = end - start;
      bytes += lengths[i];
    }
    const text = new Uint8Array(bytes);
    for (let i = 0, at = 0; i < lengths.length; at += lengths[i++]) {
      const [chunk, start, end] = this.#place(from + i);
      text.set(chunk.subarray(start, end), at);
    }
    return { first: from, text, lengths };
  }

  /** Where the text of a name is. */
  #place(id: number): readonly [chunk: Uint8Array, from: number, to: number] {
    const address = this.names.addresses[id];
    const chunk = this.names.chunks[address >>> CHUNK_BITS];
    const from = (address & (CHUNK_BYTES - 1)) + LENGTH_BYTES;
    return [chunk, from, from + (chunk[from - 2] | (chunk[from - 1] << 8))];
  }

  #search(bytes: Uint8Array, from: number, to: number): number {
    for (let id = 0; id < this.length; id++) {
      const [chunk, start, end] = this.#place(id);
      if (end - start !== to - from) continue;
      let at = 0;
      while (at < to - from && chunk[start + at] === bytes[from + at]) at++;
      if (at === to - from) return id;
    }
    return -1;
  }
}

/** Some names for another thread. */
export interface PackedNames {
  /** The number of the first of them. 0: numbering starts, or starts again. */
  readonly first: number;
  readonly text: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint16Array<ArrayBuffer>;
}

/** Writes a name as UTF-8. Returns its length in bytes; -1 if it is too long. */
export function encodeName(name: string, into: Uint8Array): number {
  if (name.length > MAX_NAME_LENGTH) return -1;
  return encoder.encodeInto(name, into).written;
}

/** @param part in lower case; an ASCII name contains none with other characters */
function includesAscii(bytes: Uint8Array, from: number, to: number, part: string): boolean {
  for (let start = from; start <= to - part.length; start++) {
    let at = 0;
    while (at < part.length && lowerCase(bytes[start + at]) === part.charCodeAt(at)) at++;
    if (at === part.length) return true;
  }
  return false;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

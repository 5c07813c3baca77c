/** How far a name is looked for: names made to collide must not make finding slow; those not found here are found as text. */
const MAX_PROBES = 16;

/** A name among other bytes, and a hash of it. */
export class Span {
  from = 0;
  to = 0;
  hash = 0;
}

/**
 * Numbers of names by their bytes, so that a name seen before needs no string. Open addressing with linear probing; equal hashes
 * prove nothing, the bytes are compared.
 */
export class ByteNames {
  /** Entry + 1, or 0 for a free slot. The length is a power of two. */
  #slots = new Int32Array(1 << 10);
  #entries = 0;
  #hash = new Int32Array(1 << 9);
  /** Where each entry's bytes begin; they end where the next entry's begin. */
  #start = new Int32Array((1 << 9) + 1);
  #id = new Int32Array(1 << 9);
  #text = new Uint8Array(1 << 14);

  /** The number given to a name, or -1 for one not known. */
  find(bytes: Uint8Array, span: Span): number {
    const { from, to, hash } = span;
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = this.#slots[(hash + probe) & mask] - 1;
      if (entry < 0) return -1;
      if (this.#hash[entry] === hash && this.#equals(entry, bytes, from, to)) return this.#id[entry];
    }
    return -1;
  }

  /** Makes a name known that was not, unless too many names share its hash. */
  add(bytes: Uint8Array, span: Span, id: number): void {
    const { from, to, hash } = span;
    const entry = this.#entries;
    if (entry === this.#hash.length) this.#grow();
    const start = this.#start[entry];
    const end = start + to - from;
    if (end > this.#text.length) this.#text = grown(this.#text, Math.max(end, this.#text.length * 2));
    if (!this.#occupy(entry, hash)) return;
    this.#text.set(bytes.subarray(from, to), start);
    this.#hash[entry] = hash;
    this.#id[entry] = id;
    this.#start[entry + 1] = end;
    this.#entries++;
  }

  #equals(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#start[entry];
    if (this.#start[entry + 1] - start !== to - from) return false;
    const text = this.#text;
    for (let at = from, own = start; at < to; at++, own++) if (bytes[at] !== text[own]) return false;
    return true;
  }

  #occupy(entry: number, hash: number): boolean {
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & mask;
      if (this.#slots[slot] !== 0) continue;
      this.#slots[slot] = entry + 1;
      return true;
    }
    return false;
  }

  /** Doubles the room, and keeps half of the slots free. */
  #grow(): void {
    const entries = this.#entries * 2;
    this.#hash = grown(this.#hash, entries);
    this.#id = grown(this.#id, entries);
    this.#start = grown(this.#start, entries + 1);
    this.#slots = new Int32Array(entries * 2);
    for (let entry = 0; entry < this.#entries; entry++) this.#occupy(entry, this.#hash[entry]);
  }
}

function grown<T extends Int32Array | Uint8Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

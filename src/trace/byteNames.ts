/** How far a name is looked for: names made to collide must not make finding slow; those not found here are found as text. */
const MAX_PROBES = 16;
/** Bytes of all names together. */
const MAX_TEXT = 1 << 30;

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
  #hash: Int32Array = new Int32Array(1 << 9);
  /** Where each entry's bytes begin; they end where the next entry's begin. */
  #start: Int32Array = new Int32Array((1 << 9) + 1);
  #id: Int32Array = new Int32Array(1 << 9);
  #text = new DataView(new ArrayBuffer(1 << 14));

  /** The number given to a name, or -1 for one not known. */
  find(bytes: DataView, span: Span): number {
    const { from, to, hash } = span;
    const mask = this.#slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = this.#slots[(hash + probe) & mask] - 1;
      if (entry < 0) return -1;
      if (this.#hash[entry] === hash && this.#equals(entry, bytes, from, to)) return this.#id[entry];
    }
    return -1;
  }

  /** Makes a name known, unless it is already, or too many share its hash, or there is no room for more. */
  learn(bytes: DataView, span: Span, id: number): void {
    if (this.find(bytes, span) >= 0) return;
    const { from, to, hash } = span;
    const entry = this.#entries;
    if (entry === this.#hash.length) this.#grow();
    const start = this.#start[entry];
    const end = start + to - from;
    if (end > MAX_TEXT || !this.#occupy(entry, hash)) return;
    if (end > this.#text.byteLength) this.#growText(end);
    new Uint8Array(this.#text.buffer).set(new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from), start);
    this.#hash[entry] = hash;
    this.#id[entry] = id;
    this.#start[entry + 1] = end;
    this.#entries++;
  }

  #equals(entry: number, bytes: DataView, from: number, to: number): boolean {
    const start = this.#start[entry];
    if (this.#start[entry + 1] - start !== to - from) return false;
    const text = this.#text;
    let at = from;
    let own = start;
    for (; at + 4 <= to; at += 4, own += 4) if (bytes.getInt32(at) !== text.getInt32(own)) return false;
    for (; at < to; at++, own++) if (bytes.getUint8(at) !== text.getUint8(own)) return false;
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

  #growText(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.#text.byteLength * 2));
    larger.set(new Uint8Array(this.#text.buffer));
    this.#text = new DataView(larger.buffer);
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

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

import type { Checkpoint } from '../numeric';
import type { NameBytes } from '../protocol/worker';
import type { NameList } from '../statistics';

/** Names encoded between two checkpoints: a few milliseconds. */
const SLICE = 1 << 14;

/** Beyond this many names there is no hash table: it would take a hundred megabytes and seconds to make. */
const MAX_FOUND = 1 << 20;

/** Puts names into shared memory. @param checkpoint called every few milliseconds */
export async function encodeNames(names: readonly string[], checkpoint: Checkpoint): Promise<NameBytes> {
  const end = new Uint32Array(new SharedArrayBuffer(names.length * Uint32Array.BYTES_PER_ELEMENT));
  let length = 0;
  for (let id = 0; id < names.length; id++) {
    length += Buffer.byteLength(names[id]);
    end[id] = length;
    if (id % SLICE === 0) await checkpoint();
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  const buffer = Buffer.from(bytes.buffer);
  for (let id = 0; id < names.length; id++) {
    buffer.write(names[id], id === 0 ? 0 : end[id - 1]);
    if (id % SLICE === 0) await checkpoint();
  }
  return { bytes, end, slots: names.length > MAX_FOUND ? new Uint32Array(0) : await slotsOf(bytes, end, checkpoint) };
}

async function slotsOf(bytes: Uint8Array, end: Uint32Array, checkpoint: Checkpoint): Promise<Uint32Array> {
  const size = 2 ** Math.ceil(Math.log2(2 * end.length + 1));
  const slots = new Uint32Array(new SharedArrayBuffer(size * Uint32Array.BYTES_PER_ELEMENT));
  for (let id = 0; id < end.length; id++) {
    let slot = hashOf(bytes, id === 0 ? 0 : end[id - 1], end[id]) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id + 1;
    if (id % SLICE === 0) await checkpoint();
  }
  return slots;
}

/** FNV-1a, with the upper bits mixed into the lower ones. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Names in shared memory: decoded on access, and found by their text unless there are too many. */
export class SharedNames implements NameList {
  readonly #names: NameBytes;

  constructor(names: NameBytes) {
    this.#names = names;
  }

  get length(): number {
    return this.#names.end.length;
  }

  /** Whether `indexOf` finds them. */
  get areFound(): boolean {
    return this.#names.slots.length > 0;
  }

  /** The number of a name; -1 if it is not found. */
  indexOf(name: string): number {
    const { bytes, end, slots } = this.#names;
    if (slots.length === 0) return -1;
    const sought = Buffer.from(name);
    let slot = hashOf(sought, 0, sought.length) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const id = slots[slot] - 1;
      const start = id === 0 ? 0 : end[id - 1];
      if (end[id] - start === sought.length && sought.equals(bytes.subarray(start, end[id]))) return id;
    }
    return -1;
  }

  at(id: number): string | undefined {
    const { bytes, end } = this.#names;
    if (!Number.isInteger(id) || id < 0 || id >= end.length) return undefined;
    return Buffer.from(bytes.buffer, id === 0 ? 0 : end[id - 1], end[id] - (id === 0 ? 0 : end[id - 1])).toString();
  }
}

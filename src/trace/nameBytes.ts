/**
 * Names as UTF-8 in shared memory: some 20 bytes per name in addition to its text, and no objects. Plain data, which
 * threads exchange without copying. Made by `NameTable`, read through `SharedNames`.
 */
export interface NameBytes {
  /** Text. Each name follows its length in bytes, a 16-bit number in the same chunk. */
  readonly chunks: readonly Uint8Array[];
  /** Address of each name: chunk number × `CHUNK_BYTES` + offset in the chunk. */
  readonly addresses: Uint32Array;
  /**
   * Open addressing with linear probing, a power of two of slots, at most half of them taken: a name's number + 1 in
   * the lower 24 bits, the upper 8 bits of its hash in the others; 0 for a free slot.
   */
  readonly slots: Uint32Array;
}

/** The most bytes of a chunk; the first ones are smaller. */
export const CHUNK_BITS = 20;
export const CHUNK_BYTES = 1 << CHUNK_BITS;
export const LENGTH_BYTES = 2;
/** As many names as a slot can number. */
export const MOST_NUMBERED = (1 << 24) - 1;
/**
 * Bounds a search. Names further from their slot are found otherwise: names made to collide must not make adding slow.
 */
export const MOST_PROBES = 256;

const NUMBER_BITS = 24;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;

/** FNV-1a, its upper bits mixed into the lower ones, which choose the slot. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** What a slot holds for a name. */
export function slotOf(number: number, hash: number): number {
  return ((hash & ~NUMBER_MASK) | (number + 1)) >>> 0;
}

/**
 * The number of the name bytes[from, to); -1 for an unknown one, -2 if that cannot be decided within `MOST_PROBES`
 * slots.
 */
export function findName(
  { chunks, addresses, slots }: NameBytes,
  bytes: Uint8Array,
  from: number,
  to: number,
  hash: number,
): number {
  const mask = slots.length - 1;
  const tag = hash & ~NUMBER_MASK;
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const slot = slots[(hash + probe) & mask];
    if (slot === 0) return -1;
    if ((slot & ~NUMBER_MASK) !== tag) continue;
    const number = (slot & NUMBER_MASK) - 1;
    if (isSame(chunks, addresses[number], bytes, from, to)) return number;
  }
  return -2;
}

function isSame(chunks: readonly Uint8Array[], address: number, bytes: Uint8Array, from: number, to: number): boolean {
  const chunk = chunks[address >>> CHUNK_BITS];
  const start = address & (CHUNK_BYTES - 1);
  if ((chunk[start] | (chunk[start + 1] << 8)) !== to - from) return false;
  const shift = start + LENGTH_BYTES - from;
  for (let at = from; at < to; at++) if (chunk[at + shift] !== bytes[at]) return false;
  return true;
}

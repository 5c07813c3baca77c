import { allocate } from './layout';

/**
 * Names numbered from 0 in order of appearance. Open addressing with linear probing; names with equal hashes are
 * compared by bytes.
 */
export class Names {
  /** Each slot: the hash, and the number + 1; 0 for a free slot. */
  slots: usize;
  mask: u32;
  entries: usize;
  count: u32;
  capacity: u32;
  /** The free part of the last piece of memory for names. */
  text: usize;
  textEnd: usize;
}

/** Each entry: address, length in bytes, hash. */
const ENTRY: usize = 16;
const SLOT: usize = 8;
const FIRST_CAPACITY: u32 = 512;
const TEXT_BYTES: usize = 1 << 14;
/** Bounds a search: names made to collide must not make it slow. */
const MOST_PROBES: u32 = 32;

export const UNKNOWN: i32 = -1;
/** Not found within `MOST_PROBES` slots: the name may be known or not. */
export const CROWDED: i32 = -2;

export function clear(names: Names): void {
  names.count = 0;
  names.capacity = FIRST_CAPACITY;
  names.entries = allocate(<usize>FIRST_CAPACITY * ENTRY);
  names.text = 0;
  names.textEnd = 0;
  clearSlots(names);
}

export function hashOf(start: usize, length: u32): u32 {
  let hash: u64 = <u64>length * 0x9e3779b97f4a7c15;
  if (length < 8) {
    hash ^= length === 0 ? 0 : load<u64>(start) << (<u64>(64 - (length << 3)));
  } else {
    const last = start + length - 8;
    for (let at = start; at < last; at += 8) hash = mix(hash ^ load<u64>(at));
    hash ^= load<u64>(last);
  }
  // Differences in the upper bytes must reach the lower bits, which choose the slot.
  return <u32>((mix(hash) * 0xc4ceb9fe1a85ec53) >> 32);
}

function mix(hash: u64): u64 {
  const product = hash * 0xff51afd7ed558ccd;
  return product ^ (product >> 32);
}

/** The number of a name, `UNKNOWN` or `CROWDED`. */
export function find(names: Names, start: usize, length: u32, hash: u32): i32 {
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const slot = names.slots + <usize>((hash + probe) & names.mask) * SLOT;
    const number = load<u32>(slot, 4);
    if (number === 0) return UNKNOWN;
    if (load<u32>(slot) !== hash) continue;
    const entry = names.entries + <usize>(number - 1) * ENTRY;
    if (load<u32>(entry, 4) === length && sameBytes(load<u32>(entry), start, length)) return number - 1;
  }
  return CROWDED;
}

function sameBytes(a: usize, b: usize, length: u32): bool {
  if (length < 8) return length === 0 || (load<u64>(a) ^ load<u64>(b)) << (<u64>(64 - (length << 3))) === 0;
  const last = <usize>length - 8;
  for (let at: usize = 0; at < last; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false;
  return load<u64>(a + last) === load<u64>(b + last);
}

/** Gives the next number to an unknown name. */
export function add(names: Names, start: usize, length: u32, hash: u32): i32 {
  if (names.count === names.capacity) grow(names);
  const entry = names.entries + <usize>names.count * ENTRY;
  store<u32>(entry, <u32>keep(names, start, length));
  store<u32>(entry, length, 4);
  store<u32>(entry, hash, 8);
  occupy(names, hash, ++names.count);
  return names.count - 1;
}

function keep(names: Names, start: usize, length: u32): usize {
  // A comparison may read 8 bytes past the end.
  const room = <usize>length + 8;
  if (names.text + room > names.textEnd) {
    const bytes = max<usize>(TEXT_BYTES, room);
    names.text = allocate(bytes);
    names.textEnd = names.text + bytes;
  }
  const at = names.text;
  memory.copy(at, start, length);
  names.text += length;
  return at;
}

/** Without a free slot nearby, the name is not entered: the next search fails and it gets another number. */
function occupy(names: Names, hash: u32, number: u32): void {
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const slot = names.slots + <usize>((hash + probe) & names.mask) * SLOT;
    if (load<u32>(slot, 4) !== 0) continue;
    store<u32>(slot, hash);
    store<u32>(slot, number, 4);
    return;
  }
}

/** Doubles the capacity. Three quarters of the slots stay free. */
function grow(names: Names): void {
  const capacity = names.capacity * 2;
  const entries = allocate(<usize>capacity * ENTRY);
  memory.copy(entries, names.entries, <usize>names.count * ENTRY);
  names.entries = entries;
  names.capacity = capacity;
  clearSlots(names);
  for (let number: u32 = 1; number <= names.count; number++) {
    occupy(names, load<u32>(entries + <usize>(number - 1) * ENTRY, 8), number);
  }
}

function clearSlots(names: Names): void {
  const slots = names.capacity * 4;
  names.slots = allocate(<usize>slots * SLOT);
  names.mask = slots - 1;
  memory.fill(names.slots, 0, <usize>slots * SLOT);
}

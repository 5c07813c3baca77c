import { allocate } from './layout';

/**
 * Names numbered from 0 in the order in which they are met. Open addressing with linear probing; equal hashes prove
 * nothing, the bytes are compared. Takes 12 to 30 bytes per name in addition to its text.
 */
export class Names {
  /** The upper byte of a hash, and number + 1 in the lower three; 0 where free. */
  slots: usize;
  mask: u32;
  /** Where each name is: its length in two bytes, then its text. */
  addresses: usize;
  count: u32;
  capacity: u32;
  /** The rest of the last piece of memory for the bytes of names. */
  text: usize;
  textEnd: usize;
  /** Outgrown memory, to be used for the bytes of names: each piece holds the address of the next, and its own size. */
  free: usize;
}

const SLOT: usize = 4;
const ADDRESS: usize = 4;
const LENGTH: usize = 2;
const TAG: u32 = 0xff000000;
const FIRST_CAPACITY: u32 = 512;
/** Up to this capacity a quarter of the slots is used, beyond it half of them. */
const ROOMY_CAPACITY: u32 = 1 << 16;
const TEXT_BYTES: usize = 1 << 14;
/** Slots searched for a name, so that names made to collide cannot slow the search. */
const MOST_PROBES: u32 = 128;

export const UNKNOWN: i32 = -1;
/** Not found within `MOST_PROBES` slots: the name may be known or not. */
export const CROWDED: i32 = -2;

export function clear(names: Names): void {
  names.count = 0;
  names.text = 0;
  names.textEnd = 0;
  names.free = 0;
  setCapacity(names, FIRST_CAPACITY);
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
    const slot = load<u32>(names.slots + <usize>((hash + probe) & names.mask) * SLOT);
    if (slot === 0) return UNKNOWN;
    if (((slot ^ hash) & TAG) !== 0) continue;
    const number = (slot & ~TAG) - 1;
    const at = load<u32>(names.addresses + <usize>number * ADDRESS);
    if (<u32>load<u16>(at) === length && sameBytes(at + LENGTH, start, length)) return number;
  }
  return CROWDED;
}

function sameBytes(a: usize, b: usize, length: u32): bool {
  if (length < 8) return length === 0 || (load<u64>(a) ^ load<u64>(b)) << (<u64>(64 - (length << 3))) === 0;
  const last = <usize>length - 8;
  for (let at: usize = 0; at < last; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false;
  return load<u64>(a + last) === load<u64>(b + last);
}

/** Numbers a name that is not known. */
export function add(names: Names, start: usize, length: u32, hash: u32): i32 {
  if (names.count === names.capacity) grow(names);
  store<u32>(names.addresses + <usize>names.count * ADDRESS, <u32>keep(names, start, length));
  occupy(names, hash, ++names.count);
  return names.count - 1;
}

function keep(names: Names, start: usize, length: u32): usize {
  // Comparing reads up to 8 bytes.
  const room = LENGTH + <usize>length + 8;
  if (names.text + room > names.textEnd) takeMemory(names, room);
  const at = names.text;
  store<u16>(at, <u16>length);
  memory.copy(at + LENGTH, start, length);
  names.text += LENGTH + length;
  return at;
}

/** Outgrown memory is used first. */
function takeMemory(names: Names, room: usize): void {
  const free = names.free;
  if (free !== 0 && <usize>load<u32>(free, 4) >= room) {
    names.free = load<u32>(free);
    names.text = free;
    names.textEnd = free + load<u32>(free, 4);
    return;
  }
  const bytes = max<usize>(TEXT_BYTES, room);
  names.text = allocate(bytes);
  names.textEnd = names.text + bytes;
}

/** Without a free slot nearby, the name is left out: later lookups miss it and give it another number. */
function occupy(names: Names, hash: u32, number: u32): void {
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const slot = names.slots + <usize>((hash + probe) & names.mask) * SLOT;
    if (load<u32>(slot) !== 0) continue;
    store<u32>(slot, (hash & TAG) | number);
    return;
  }
}

/** Doubles the room. */
function grow(names: Names): void {
  const slots = names.slots;
  const addresses = names.addresses;
  const capacity = names.capacity;
  const mask = names.mask;
  setCapacity(names, capacity * 2);
  memory.copy(names.addresses, addresses, <usize>names.count * ADDRESS);
  for (let number: u32 = 1; number <= names.count; number++) {
    const at = load<u32>(addresses + <usize>(number - 1) * ADDRESS);
    occupy(names, hashOf(at + LENGTH, load<u16>(at)), number);
  }
  recycle(names, addresses, capacity * <u32>ADDRESS);
  recycle(names, slots, (mask + 1) * <u32>SLOT);
}

function recycle(names: Names, at: usize, bytes: u32): void {
  store<u32>(at, <u32>names.free);
  store<u32>(at, bytes, 4);
  names.free = at;
}

function setCapacity(names: Names, capacity: u32): void {
  const slots = capacity * (capacity > ROOMY_CAPACITY ? 2 : 4);
  names.capacity = capacity;
  names.addresses = allocate(<usize>capacity * ADDRESS);
  names.slots = allocate(<usize>slots * SLOT);
  names.mask = slots - 1;
  memory.fill(names.slots, 0, <usize>slots * SLOT);
}

/** `MAX_NAME_LENGTH` of `sharedNames.ts`, in bytes: longer names may still be short enough, and are read as text. */
const MOST_NAME_BYTES: u32 = 1024;

/** Whether bytes are a valid name in any encoding of their characters: short enough and without NUL. */
export function isName(start: usize, length: u32, required: bool): bool {
  if (length > MOST_NAME_BYTES || (length === 0 && required)) return false;
  for (let at = start; at < start + length; at++) if (load<u8>(at) === 0) return false;
  return true;
}

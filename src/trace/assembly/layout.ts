/** Where in the module's memory things stand. What is read may be read some bytes too far, or begin too early. */

/** Bytes that are scanned at a time. */
export const INPUT_BYTES: u32 = 1 << 18;
const SLACK: u32 = 64;
/** The shortest line that is a row is `1,f,2` and a line feed. */
const MOST_ROWS: u32 = INPUT_BYTES / 6 + 1;

export const INPUT: usize = (__heap_base + SLACK + 63) & ~63;
/** Offsets of the bytes that end fields, ascending, behind one that is -1. */
export const ENDS: usize = INPUT + INPUT_BYTES + SLACK + 4;
export const TIME: usize = (ENDS + 4 * (INPUT_BYTES + SLACK) + 7) & ~7;
export const LATENCY: usize = TIME + 8 * MOST_ROWS;
export const FUNCTION_ID: usize = LATENCY + 8 * MOST_ROWS;
export const MEMORY_MB: usize = FUNCTION_ID + 4 * MOST_ROWS;
export const LINE: usize = MEMORY_MB + 4 * MOST_ROWS;
export const RUNTIME_ID: usize = LINE + 4 * MOST_ROWS;
/** From here on, memory is given out to the tables of names. */
const FREE: usize = (RUNTIME_ID + 2 * MOST_ROWS + 7) & ~7;

let free: usize = FREE;

/** Takes back all that was given out. */
export function freeAll(): void {
  free = FREE;
}

/** Memory with a multiple of 8 for its address; what is in it is not known. */
export function allocate(bytes: usize): usize {
  const at = free;
  free = (free + bytes + 7) & ~7;
  const pages = <i32>((free + 0xffff) >> 16) - memory.size();
  // A trap, which the caller sees as a lack of memory.
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return at;
}

/**
 * Where things are in the module's memory. Reads may begin some bytes before what is read, or end some bytes after it.
 */

/** Bytes scanned at a time. */
export const INPUT_BYTES: u32 = 1 << 18;
const SLACK: u32 = 64;
/** The shortest line of a trace is `1,f,2` and a line feed. Inputs with more rows are read in parts. */
export const MOST_ROWS: u32 = INPUT_BYTES / 6 + 1;

export const INPUT: usize = (__heap_base + SLACK + 63) & ~63;
/** Ascending offsets of the bytes that end fields, after one that is -1. */
export const ENDS: usize = INPUT + INPUT_BYTES + SLACK + 4;
export const LINE: usize = (ENDS + 4 * (INPUT_BYTES + SLACK) + 7) & ~7;
/** Lines of warm invocations. */
export const WARM_LINE: usize = (LINE + 4 * MOST_ROWS + 7) & ~7;
/** From here on, memory is allocated: for the columns of a file, then for its names. */
const FREE: usize = (WARM_LINE + 4 * MOST_ROWS + 7) & ~7;

let free: usize = FREE;

export function freeAll(): void {
  free = FREE;
}

/** Memory at a multiple of 8, not cleared. */
export function allocate(bytes: usize): usize {
  const at = free;
  free = (free + bytes + 7) & ~7;
  const pages = <i32>((free + 0xffff) >> 16) - memory.size();
  // A trap, which the caller reports as a lack of memory.
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return at;
}

/** An empty cell of a column of counts. */
export const UNKNOWN_COUNT: u32 = 0xffffffff;

/** Stores the number of a name in two or four bytes. */
export function storeName(target: usize, bytes: u32, row: usize, number: i32): void {
  if (bytes === 2) store<u16>(target + (row << 1), <u16>number);
  else store<u32>(target + (row << 2), number);
}

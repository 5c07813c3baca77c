/**
 * The columns of a file: one list for each kind of value and one for names, so that reading a row never branches on a
 * kind.
 */

import { allocate, freeAll, MOST_ROWS } from './layout';
import { clear, Names } from './names';

/** Kinds of values. A time is a number. */
export const NUMBER: i32 = 0;
export const NUMBER32: i32 = 1;
export const COUNT: i32 = 2;

/** A column of numbers. */
export class Values {
  /** Offset of the field's end in the list of a line's field ends. */
  end: usize;
  /** Where its values go. */
  target: usize;
  required: bool;
}

/** A column of names. */
export class NameColumn {
  end: usize;
  target: usize;
  required: bool;
  /** Bytes of each number in `target`: 2 or 4. */
  bytes: u32;
  /** How many names can be numbered. */
  most: u32;
  names: Names;
}

export const VALUES_BYTES: usize = offsetof<Values>();
export const NAMES_BYTES: usize = offsetof<NameColumn>();
const MOST_COLUMNS: usize = 64;

/** The lists, each with the address behind its last element. */
export let numbers: usize = 0;
export let numbersEnd: usize = 0;
export let numbers32: usize = 0;
export let numbers32End: usize = 0;
export let counts: usize = 0;
export let countsEnd: usize = 0;
export let names: usize = 0;
export let namesEnd: usize = 0;

/** Forgets all columns, with their names. */
export function forgetColumns(): void {
  freeAll();
  numbers = numbersEnd = allocate(MOST_COLUMNS * VALUES_BYTES);
  numbers32 = numbers32End = allocate(MOST_COLUMNS * VALUES_BYTES);
  counts = countsEnd = allocate(MOST_COLUMNS * VALUES_BYTES);
  names = namesEnd = allocate(MOST_COLUMNS * NAMES_BYTES);
}

/** Adds a column of numbers that stands in a field. Returns the address of its values. */
export function addValues(kind: i32, field: i32, required: bool): usize {
  let at: usize;
  if (kind === NUMBER) {
    at = numbersEnd;
    numbersEnd += VALUES_BYTES;
  } else if (kind === NUMBER32) {
    at = numbers32End;
    numbers32End += VALUES_BYTES;
  } else {
    at = countsEnd;
    countsEnd += VALUES_BYTES;
  }
  const column = changetype<Values>(at);
  column.end = (<usize>field) << 2;
  column.required = required;
  column.target = allocate((<usize>MOST_ROWS) << (kind === NUMBER ? 3 : 2));
  return column.target;
}

/** Adds a column of names whose numbers take `bytes` each. Returns the address of the numbers. */
export function addNames(bytes: u32, field: i32, required: bool, most: u32): usize {
  const column = changetype<NameColumn>(namesEnd);
  namesEnd += NAMES_BYTES;
  column.end = (<usize>field) << 2;
  column.required = required;
  column.bytes = bytes;
  column.most = most;
  column.target = allocate(<usize>MOST_ROWS * <usize>bytes);
  column.names = changetype<Names>(allocate(offsetof<Names>()));
  clear(column.names);
  return column.target;
}

function namesOf(column: u32): Names {
  return changetype<NameColumn>(names + <usize>column * NAMES_BYTES).names;
}

/** How many names the `column`-th column of names has. */
export function nameCount(column: u32): u32 {
  return namesOf(column).count;
}

/** Where the address of each name is, see `names.ts`. */
export function nameAddresses(column: u32): usize {
  return namesOf(column).addresses;
}

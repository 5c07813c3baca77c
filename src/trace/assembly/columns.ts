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
  // The rest is for mapped tables only.
  /** Whether it holds times, which are scaled elsewhere. */
  isTime: bool;
  /** Where its values of warm invocations go; 0 if they have none. */
  warmTarget: usize;
  /** What its cells consist of, see `cells.ts`; 0 if they are the field. */
  pieces: usize;
  pieceCount: u32;
  /** Places by which the point is moved to the left; then numbers are multiplied by `factor`. */
  shift: u32;
  factor: f64;
  /** Order of its dates, see `dates.ts`. */
  order: i32;
  /** Seconds to the east of UTC of dates without an offset. */
  zone: i32;
  /** Address of the `Values` that stand in for an empty cell; 0 for none. */
  orElse: usize;
}

/** A column of names. */
export class NameColumn {
  end: usize;
  target: usize;
  required: bool;
  /** As of `Values`. */
  warmTarget: usize;
  pieces: usize;
  pieceCount: u32;
  /** Bytes of each number in `target`: 2 or 4. */
  bytes: u32;
  /** How many names can be numbered. */
  most: u32;
  names: Names;
}

export const VALUES_BYTES: usize = offsetof<Values>();
export const NAMES_BYTES: usize = offsetof<NameColumn>();
/** Tables with more are read as text. */
export const MOST_COLUMNS: u32 = 128;

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
  numbers = numbersEnd = allocate(<usize>MOST_COLUMNS * VALUES_BYTES);
  numbers32 = numbers32End = allocate(<usize>MOST_COLUMNS * VALUES_BYTES);
  counts = countsEnd = allocate(<usize>MOST_COLUMNS * VALUES_BYTES);
  names = namesEnd = allocate(<usize>MOST_COLUMNS * NAMES_BYTES);
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
  current = changetype<Values>(at);
  initialize(current, field, required);
  current.target = allocate((<usize>MOST_ROWS) << (kind === NUMBER ? 3 : 2));
  return current.target;
}

function initialize(column: Values, field: i32, required: bool): void {
  memory.fill(changetype<usize>(column), 0, VALUES_BYTES);
  column.end = (<usize>field) << 2;
  column.required = required;
  column.factor = 1;
}

/** The values that the functions below are about: those added last. */
let current: Values = changetype<Values>(0);

export function valuesCell(pieces: usize, count: u32): void {
  current.pieces = pieces;
  current.pieceCount = count;
}

export function valuesScale(shift: u32, factor: f64): void {
  current.shift = shift;
  current.factor = factor;
}

/** They are times. @param order 0 for counts */
export function valuesTime(order: i32, zone: i32): void {
  current.isTime = true;
  current.order = order;
  current.zone = zone;
}

/** Warm invocations have them too. Returns the address of those. */
export function valuesWarm(): usize {
  current.warmTarget = allocate((<usize>MOST_ROWS) << 3);
  return current.warmTarget;
}

/** Adds values that stand in for empty cells. */
export function valuesOrElse(field: i32): void {
  current.orElse = allocate(VALUES_BYTES);
  const required = current.required;
  current = changetype<Values>(current.orElse);
  initialize(current, field, required);
}

/** Adds a column of names whose numbers take `bytes` each. Returns the address of the numbers. */
export function addNames(bytes: u32, field: i32, required: bool, most: u32): usize {
  const column = changetype<NameColumn>(namesEnd);
  memory.fill(namesEnd, 0, NAMES_BYTES);
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

/** Of the names added last. */
export function namesCell(pieces: usize, count: u32): void {
  const column = changetype<NameColumn>(namesEnd - NAMES_BYTES);
  column.pieces = pieces;
  column.pieceCount = count;
}

/** Warm invocations have the names added last too. Returns the address of their numbers. */
export function namesWarm(): usize {
  const column = changetype<NameColumn>(namesEnd - NAMES_BYTES);
  column.warmTarget = allocate(<usize>MOST_ROWS * <usize>column.bytes);
  return column.warmTarget;
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

/** Takes the members that a shape names out of a line of JSON; see `../records/lineKernel.ts`. */

import { eventMembers, forgetTexts, textBytes } from './events';
import {
  byteAt,
  CLOSE_OBJECT,
  COMMA,
  cursor,
  OPEN_OBJECT,
  passes,
  passKey,
  passText,
  passValue,
  QUOTE,
  setCursor,
  skipSpace,
} from './json';
import { allocate } from './layout';
import { storeHash, takeNumber, takeText, takeTime } from './values';

/** How a member is taken. */
export const OBJECT: i32 = 0;
export const NUMBER_MEMBER: i32 = 1;
export const TIME_MEMBER: i32 = 2;
export const ID_MEMBER: i32 = 3;
export const TEXT_MEMBER: i32 = 4;
export const CHOICE_MEMBER: i32 = 5;

export const MOST_MEMBERS: u32 = 32;
/** A member of an object that is taken, or that leads to one. */
class Member {
  /** Its key. */
  key: usize;
  length: u32;
  as: i32;
  /** Where its value goes in an event. */
  slot: u32;
  /** Of a number: places by which the point is moved to the left. Of a text: colons before the part that is taken. */
  shift: u32;
  /** One bit, to see whether the member has been met. */
  bit: u32;
  /** One of its members, or of its choices: where the search for the next key begins; 0 for none. */
  first: usize;
  /** The next one of the same object, in a circle. */
  next: usize;
}

let root: usize = 0;
let memberCount: u32 = 0;
let numbers: usize = 0;
/** Bits of the members that a record must have, and of those that the line has. */
let required: u32 = 0;
let met: u32 = 0;
/** Where members of the line go. */
let target: usize = 0;

/** Forgets the shape before. @param count numbers of each event, without its head */
export function beginShape(count: u32): void {
  numbers = <usize>count;
  memberCount = 0;
  required = 0;
  root = addMember(0, 0, 0, OBJECT, 0, 0, false);
}

export function rootMember(): usize {
  return root;
}

/** Adds a member of an object, or a choice of a member. Returns its address. */
export function addMember(
  parent: usize,
  key: usize,
  length: u32,
  as: i32,
  slot: u32,
  shift: u32,
  isRequired: bool,
): usize {
  const address = allocate(offsetof<Member>());
  const member = changetype<Member>(address);
  member.key = key;
  member.length = length;
  member.as = as;
  member.slot = slot;
  member.shift = shift;
  member.bit = 1 << memberCount++;
  member.first = 0;
  if (isRequired) required |= member.bit;
  if (parent !== 0) link(changetype<Member>(parent), member);
  return address;
}

/** Adds a text of a member of choices. */
export function addChoice(member: usize, key: usize, length: u32, value: u32): void {
  const address = allocate(offsetof<Member>());
  const choice = changetype<Member>(address);
  choice.key = key;
  choice.length = length;
  choice.slot = value;
  link(changetype<Member>(member), choice);
}

/** Puts a member after the one that was added last. */
function link(parent: Member, member: Member): void {
  const address = changetype<usize>(member);
  const last = parent.first;
  member.next = last === 0 ? address : changetype<Member>(last).next;
  if (last !== 0) changetype<Member>(last).next = address;
  parent.first = address;
}

/** Takes the members of the line [start, end). Returns false if it must be read as text. */
export function takeShape(start: usize, end: usize): bool {
  const textsBefore = <usize>textBytes();
  target = eventMembers();
  for (let at: usize = 0; at < numbers; at++) store<f64>(target + (at << 3), NaN);
  met = 0;
  setCursor(start + 1);
  if (takeObject(root, 0)) {
    skipSpace();
    if (cursor === end && (met & required) === required) return true;
  }
  forgetTexts(textsBefore);
  return false;
}

/** Takes members of an object after its brace. Depths are those of paths. */
function takeObject(parent: usize, depth: i32): bool {
  skipSpace();
  if (passes(CLOSE_OBJECT)) return true;
  do {
    skipSpace();
    const key = cursor + 1;
    if (!passKey()) return false;
    const member = find(changetype<Member>(parent), key);
    if (member === 0 ? !passValue(depth + 1) : !takeMember(changetype<Member>(member), depth + 1)) return false;
    skipSpace();
  } while (passes(COMMA));
  return passes(CLOSE_OBJECT);
}

/**
 * The member, or the choice, whose text begins at an address and ends in a quote; 0 for none. The next search begins
 * after it: lines of a log have their keys in the same order.
 */
function find(parent: Member, text: usize): usize {
  const first = parent.first;
  let address = first;
  if (first === 0) return 0;
  do {
    const member = changetype<Member>(address);
    if (byteAt(text + <usize>member.length) === QUOTE && isSame(member.key, text, member.length)) {
      parent.first = member.next;
      return address;
    }
    address = member.next;
  } while (address !== first);
  return 0;
}

/** Compares eight bytes at a time: more can be read than are compared. */
function isSame(a: usize, b: usize, length: u32): bool {
  let left = <i32>length;
  let offset: usize = 0;
  for (; left >= 8; left -= 8) {
    if (load<u64>(a + offset) !== load<u64>(b + offset)) return false;
    offset += 8;
  }
  return left === 0 || (load<u64>(a + offset) ^ load<u64>(b + offset)) << (<u64>(64 - (left << 3))) === 0;
}

function takeMember(member: Member, depth: i32): bool {
  // Of a key that stands twice, the last counts.
  if ((met & member.bit) !== 0) return false;
  met |= member.bit;
  if (member.as === OBJECT) return passes(OPEN_OBJECT) && takeObject(changetype<usize>(member), depth);
  const into = target + ((<usize>member.slot) << 3);
  if (member.as === NUMBER_MEMBER) return takeNumber(into, member.shift);
  const start = cursor + 1;
  if (!passText()) return false;
  const end = cursor - 1;
  if (member.as === TIME_MEMBER) return takeTime(start, end, into);
  if (member.as === CHOICE_MEMBER) {
    const choice = find(member, start);
    if (choice !== 0) store<f64>(into, <f64>changetype<Member>(choice).slot);
    return choice !== 0 || (member.bit & required) === 0;
  }
  // '' is the same as none.
  if (start === end) return true;
  if (member.as === ID_MEMBER) {
    storeHash(start, end, into);
    return true;
  }
  return takeText(start, end, member.shift, into);
}

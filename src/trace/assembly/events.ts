/** What is found in lines: numbers for each event, and texts beside them. */

import { allocate, INPUT_BYTES } from './layout';

/** What an event is: lines left as text, or a line from which a shape was taken. */
export const TEXT_EVENT: i32 = 0;
export const SHAPE_EVENT: i32 = 1;

/** Numbers before the members of an event: its line, the lines skipped since the event before, and what it is. */
export const EVENT_HEAD: u32 = 3;
const MOST_EVENTS: u32 = 4096;

let events: usize = 0;
let texts: usize = 0;
/** Bytes of an event. */
let stride: usize = 0;
/** The event to come. */
let event: usize = 0;
let eventCount: u32 = 0;
/** Where the next text goes. */
let text: usize = 0;

/** Makes room. @param numbers of each event, without its head */
export function layOutEvents(numbers: u32): void {
  stride = (<usize>(EVENT_HEAD + numbers)) << 3;
  events = allocate(<usize>MOST_EVENTS * stride);
  texts = allocate(<usize>INPUT_BYTES);
}

export function forgetEvents(): void {
  event = events;
  eventCount = 0;
  text = texts;
}

export function isFull(): bool {
  return eventCount === MOST_EVENTS;
}

/** Where the members of the event to come go. */
export function eventMembers(): usize {
  return event + ((<usize>EVENT_HEAD) << 3);
}

export function endEvent(line: u32, skipped: u32, what: i32): void {
  store<f64>(event, <f64>line);
  store<f64>(event, <f64>skipped, 8);
  store<f64>(event, <f64>what, 16);
  event += stride;
  eventCount++;
}

/** Keeps a text. Returns its offset. */
export function keepText(start: usize, length: usize): usize {
  const offset = text - texts;
  memory.copy(text, start, length);
  text += length;
  return offset;
}

/** Forgets the texts from an offset on. */
export function forgetTexts(offset: usize): void {
  text = texts + offset;
}

/** Passes on a line, with its end, as text. Joins it to the line before if that is left as text too. */
export function leaveAsText(start: usize, length: usize, line: u32, skipped: u32): void {
  const members = eventMembers();
  const before = event - stride;
  // Blank lines between the two are not in the text.
  const isJoined =
    eventCount > 0 &&
    skipped === 0 &&
    load<f64>(before, 16) === <f64>TEXT_EVENT &&
    load<f64>(before) + load<f64>(members - stride, 16) === <f64>line;
  const offset = keepText(start, length);
  if (isJoined) {
    const last = members - stride;
    store<f64>(last, load<f64>(last, 8) + <f64>length, 8);
    store<f64>(last, load<f64>(last, 16) + 1, 16);
    return;
  }
  store<f64>(members, <f64>offset);
  store<f64>(members, <f64>length, 8);
  store<f64>(members, 1, 16);
  endEvent(line, skipped, TEXT_EVENT);
}

export function eventsAddress(): usize {
  return events;
}

export function textsAddress(): usize {
  return texts;
}

export function eventNumbers(): u32 {
  return <u32>((event - events) >> 3);
}

export function textBytes(): u32 {
  return <u32>(text - texts);
}

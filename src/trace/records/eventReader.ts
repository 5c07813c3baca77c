import type { ShapedRecord } from '../formats';
import { IdHash } from '../idHash';
import { KnownTexts } from './knownTexts';
import type { EventLayout, LineEvents } from './lineKernel';

/** Numbers of an event: its line, counted from 0 by line feeds; lines skipped since the event before; what it is. */
const LINE = 0;
const SKIPPED = 1;
const WHAT = 2;

/** Goes through the events of some lines, and gives the members of each as a record. */
export class EventReader implements ShapedRecord {
  line = 0;
  #events = new Float64Array(0);
  #at = 0;
  #bytes = new Uint8Array(0);
  readonly #texts = new KnownTexts();

  /** Of each member, its place in an event. */
  readonly #places: readonly number[];

  constructor(private readonly layout: EventLayout) {
    this.#places = layout.slots.map((slot) => layout.head + slot);
  }

  /** Moves to before the first event. */
  open({ events, texts }: LineEvents): void {
    this.#events = events;
    this.#at = -this.layout.stride;
    this.#bytes = texts;
  }

  /** Moves to the next event. Returns false if there is none. */
  next(): boolean {
    this.#at += this.layout.stride;
    return this.#at < this.#events.length;
  }

  /** The line's number from the first of these lines, counted by line feeds. */
  get feeds(): number {
    return this.#events[this.#at + LINE];
  }

  get skipped(): number {
    return this.#events[this.#at + SKIPPED];
  }

  /** Whether the event is a record, or else lines left as text. */
  get isShaped(): boolean {
    return this.#events[this.#at + WHAT] === this.layout.shapeEvent;
  }

  /** The bytes of lines left as text, with their ends. */
  get lines(): Uint8Array {
    const at = this.#at + this.layout.head;
    const start = this.#events[at];
    return this.#bytes.subarray(start, start + this.#events[at + 1]);
  }

  /** How many line feeds those have. */
  get feedsWithin(): number {
    return this.#events[this.#at + this.layout.head + 2];
  }

  number(member: number): number {
    return this.#events[this.#place(member)];
  }

  text(member: number): string {
    const place = this.number(member);
    if (Number.isNaN(place)) return '';
    const { textUnit } = this.layout;
    const start = Math.floor(place / textUnit);
    return this.#texts.textOf(this.#bytes, start, start + place - start * textUnit);
  }

  id(member: number): IdHash | null {
    const at = this.#place(member);
    return Number.isNaN(this.#events[at]) ? null : new IdHash(this.#events[at] | 0, this.#events[at + 1] | 0);
  }

  #place(member: number): number {
    return this.#at + this.#places[member];
  }
}

import type { LineShape, ShapeMember } from '../formats';
import { type Global, newInstance } from '../scanModule';

/** What `assembly/lines.ts` and the files that it imports export. Addresses are bytes into `memory`. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly INPUT: Global;
  readonly INPUT_BYTES: Global;
  readonly OBJECT: Global;
  readonly NUMBER_MEMBER: Global;
  readonly TIME_MEMBER: Global;
  readonly ID_MEMBER: Global;
  readonly TEXT_MEMBER: Global;
  readonly CHOICE_MEMBER: Global;
  readonly EVENT_HEAD: Global;
  readonly TEXT_UNIT: Global;
  readonly SHAPE_EVENT: Global;
  readonly MOST_MEMBERS: Global;
  readonly MOST_NEEDLES: Global;
  allocate(bytes: number): number;
  beginLines(numbers: number): void;
  rootMember(): number;
  addMember(
    parent: number,
    key: number,
    length: number,
    as: number,
    slot: number,
    shift: number,
    required: boolean,
  ): number;
  addChoice(member: number, key: number, length: number, value: number): void;
  addNeedle(first: number, second: number): void;
  readLines(from: number, to: number): number;
  eventsAddress(): number;
  eventNumbers(): number;
  textsAddress(): number;
  textBytes(): number;
  lineFeeds(): number;
  skippedLines(): number;
  blankLines(): number;
}

/** What the kernel found in consecutive lines. Plain data, which threads exchange. */
export interface LineEvents {
  /** See `EventReader`. */
  readonly events: Float64Array<ArrayBuffer>;
  /** Texts of members, and lines that are left as text, as their bytes. */
  readonly texts: Uint8Array<ArrayBuffer>;
  /** Line feeds. */
  readonly feeds: number;
  /** Lines without a needle after the last event. */
  readonly skipped: number;
  readonly blank: number;
}

/** How a shape's members are laid out in an event, after its head. */
export interface EventLayout {
  readonly head: number;
  readonly stride: number;
  readonly textUnit: number;
  readonly shapeEvent: number;
  /** Of each member of the shape, its place after the head. */
  readonly slots: readonly number[];
}

/** A line left as text takes three numbers. */
const FEWEST_NUMBERS = 3;
/** Released instances kept for reuse: making one takes longer than reading a small file. */
const MAX_SPARE = 2;
const spare: Exports[] = [];
const encoder = new TextEncoder();

/** Takes the members of a shape out of lines of JSON, in WebAssembly. */
export class LineKernel {
  /** Where lines to read go; the last one ends with a line feed. */
  readonly input: Uint8Array<ArrayBuffer>;
  readonly layout: EventLayout;
  readonly #exports: Exports;

  private constructor(shape: LineShape, exports: Exports) {
    this.#exports = exports;
    this.layout = layOut(exports, shape);
    this.input = new Uint8Array(exports.memory.buffer, exports.INPUT.value, exports.INPUT_BYTES.value);
  }

  /** Whoever acquires one calls `release` after its last read. */
  static acquire(shape: LineShape): LineKernel {
    return new LineKernel(shape, spare.pop() ?? (newInstance() as Exports));
  }

  /** Gives its memory to another kernel; the caller must not use it any more. */
  release(): void {
    if (spare.length < MAX_SPARE) spare.push(this.#exports);
  }

  /** Reads the first `length` bytes of `input`. Yields once, unless the lines are very short. */
  *read(length: number): Generator<LineEvents> {
    const exports = this.#exports;
    for (let at = 0; at < length; ) {
      at = exports.readLines(at, length);
      const { buffer } = exports.memory;
      yield {
        events: new Float64Array(buffer, exports.eventsAddress(), exports.eventNumbers()).slice(),
        texts: new Uint8Array(buffer, exports.textsAddress(), exports.textBytes()).slice(),
        feeds: exports.lineFeeds(),
        skipped: exports.skippedLines(),
        blank: exports.blankLines(),
      };
    }
  }
}

function layOut(exports: Exports, { needles, members }: LineShape): EventLayout {
  const slots: number[] = [];
  let numbers = 0;
  for (const { as } of members) {
    slots.push(numbers);
    numbers += as === 'id' ? 2 : as === 'object' ? 0 : 1;
  }
  numbers = Math.max(numbers, FEWEST_NUMBERS);
  const isSmall = needles.length <= exports.MOST_NEEDLES.value && members.length <= exports.MOST_MEMBERS.value / 2;
  if (!isSmall) throw new RangeError('The shape has too many needles or members.');
  exports.beginLines(numbers);
  const head = exports.EVENT_HEAD.value;
  for (const needle of needles) exports.addNeedle(...rarePair(needle));
  const objects = new Map([['', exports.rootMember()]]);
  // Objects that are named come before those that paths lead through.
  const isObject = ({ as }: ShapeMember) => as === 'object';
  for (const member of members.filter(isObject)) addMember(exports, objects, member, 0);
  for (const [at, member] of members.entries()) if (!isObject(member)) addMember(exports, objects, member, slots[at]);
  return {
    head,
    stride: head + numbers,
    textUnit: exports.TEXT_UNIT.value,
    shapeEvent: exports.SHAPE_EVENT.value,
    slots,
  };
}

/** @param objects addresses of the objects that paths lead through, by path */
function addMember(exports: Exports, objects: Map<string, number>, member: ShapeMember, slot: number): void {
  const { path, required = false } = member;
  const end = path.lastIndexOf('.');
  const parent = objectAt(exports, objects, path.slice(0, Math.max(0, end)));
  const kinds = {
    object: exports.OBJECT,
    number: exports.NUMBER_MEMBER,
    time: exports.TIME_MEMBER,
    id: exports.ID_MEMBER,
    text: exports.TEXT_MEMBER,
    choice: exports.CHOICE_MEMBER,
  };
  const { shift = 0, colons = 0 } = member as { readonly shift?: number; readonly colons?: number };
  const address = exports.addMember(
    parent,
    ...copied(exports, path.slice(end + 1)),
    kinds[member.as].value,
    slot,
    shift + colons,
    required,
  );
  if (member.as === 'object') objects.set(path, address);
  if (member.as === 'choice') {
    for (const [value, text] of member.texts.entries()) exports.addChoice(address, ...copied(exports, text), value);
  }
}

/** The address of an object by its path, which is added if it is not there yet. */
function objectAt(exports: Exports, objects: Map<string, number>, path: string): number {
  const known = objects.get(path);
  if (known !== undefined) return known;
  addMember(exports, objects, { path, as: 'object' }, 0);
  return objects.get(path)!;
}

/** Copies a text of ASCII into the kernel's memory. */
function copied(exports: Exports, text: string): [address: number, length: number] {
  const bytes = encoder.encode(text);
  const address = exports.allocate(bytes.length);
  new Uint8Array(exports.memory.buffer, address, bytes.length).set(bytes);
  return [address, bytes.length];
}

/** The two rarest bytes of a needle in JSON: those from its first byte that is no small letter, or the last two. */
function rarePair(needle: string): [first: number, second: number] {
  const found = /[^a-z].|..$/s.exec(needle)![0];
  return [found.charCodeAt(0), found.charCodeAt(1)];
}

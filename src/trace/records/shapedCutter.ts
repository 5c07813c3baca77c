import type { LineShape } from '../formats';
import type { Cutter, ShapeTaker } from './cutter';
import { EventReader } from './eventReader';
import { LineCutter } from './lineCutter';
import { type LineEvents, LineKernel } from './lineKernel';

const LF = 10;

/** Cuts lines, of which those of JSON are read by a shape. Threads may read lines for it. */
export class ShapedCutter implements Cutter {
  readonly #kernel: LineKernel;
  readonly #events: EventReader;
  /** Cuts what is left as text, and counts all lines. */
  readonly #lines: LineCutter;

  constructor(
    readonly shape: LineShape,
    private readonly taker: ShapeTaker,
  ) {
    this.#kernel = LineKernel.acquire(shape);
    this.#events = new EventReader(this.#kernel.layout);
    this.#lines = new LineCutter(taker);
  }

  get line(): number {
    return this.#lines.line;
  }

  /** Whether the beginning of a line has been forgotten. */
  get isInsideLine(): boolean {
    return this.#lines.isInsideLine;
  }

  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    const { input } = this.#kernel;
    let at = from;
    while (at < to) {
      const last = Math.min(at + input.length, to) - 1;
      const feed = this.#lines.isInsideLine ? -1 : bytes.lastIndexOf(LF, last);
      if (feed < at) {
        const next = this.#longLine(bytes, at, to, atEnd);
        if (next === at) return at;
        at = next;
      } else {
        input.set(bytes.subarray(at, feed + 1));
        for (const events of this.#kernel.read(feed + 1 - at)) this.take(events);
        at = feed + 1;
      }
    }
    if (atEnd) this.#kernel.release();
    return to;
  }

  /** Takes the next lines, as the kernel has read them. */
  take(lines: LineEvents): void {
    const { taker } = this;
    const events = this.#events;
    let first = this.line;
    events.open(lines);
    while (events.next()) {
      if (events.skipped > 0) taker.skipped(events.skipped);
      events.line = first + events.feeds;
      if (events.isShaped) taker.shaped(events);
      else first += this.#takeText(events);
    }
    if (lines.skipped > 0) taker.skipped(lines.skipped);
    if (lines.blank > 0) taker.blank(lines.blank);
    this.#lines.line = first + lines.feeds;
  }

  /** Returns how many line ends are no line feeds. */
  #takeText({ line, lines, feedsWithin }: EventReader): number {
    this.#lines.line = line;
    this.#lines.cut(lines, 0, lines.length, true);
    return this.#lines.line - line - feedsWithin;
  }

  /** Cuts a line that is longer than the kernel's input, or whose end is not there yet. Returns the offset after it. */
  #longLine(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const feed = bytes.subarray(at, to).indexOf(LF);
    if (feed >= 0) return this.#lines.cut(bytes, at, at + feed + 1, false);
    return this.#lines.cut(bytes, at, to, atEnd);
  }
}

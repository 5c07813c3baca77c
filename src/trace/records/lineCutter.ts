import type { Cutter, RecordTaker } from './cutter';
import { TextWindow } from './textWindow';

const CR = 13;
const BLANK = /^[ \t\r]*$/;
/** Longer lines are bad. Cloud logs have at most 1 MiB. */
const MAX_LINE_BYTES = 1 << 24;

/** Cuts lines of text, ended by LF, CRLF or, as editors count lines, CR. */
export class LineCutter implements Cutter {
  line = 1;
  #isTooLong = false;

  constructor(
    private readonly taker: RecordTaker,
    private readonly needles: readonly string[] = [],
  ) {}

  /** Whether the beginning of a line has been forgotten. */
  get isInsideLine(): boolean {
    return this.#isTooLong;
  }

  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    const window = new TextWindow(bytes, from, to, this.needles);
    let at = from;
    while (at < to) {
      const found = window.lineFeedFrom(at);
      if (found < 0 && !atEnd) return this.#unfinished(at, to);
      const end = found < 0 ? to : found;
      this.#takeLines(window, at, end > at && bytes[end - 1] === CR ? end - 1 : end);
      if (found >= 0) this.line++;
      at = end + 1;
    }
    return to;
  }

  /** Takes a line, or several with a CR between them. */
  #takeLines(window: TextWindow, from: number, end: number): void {
    let start = from;
    for (let cr = window.returnFrom(start); cr < end; cr = window.returnFrom(start)) {
      this.#take(window, start, cr);
      this.line++;
      start = cr + 1;
    }
    this.#take(window, start, end);
  }

  #take(window: TextWindow, from: number, end: number): void {
    const { taker, line } = this;
    if (this.#isTooLong) {
      this.#isTooLong = false;
      taker.bad(line, 'a shorter line');
    } else if (from === end) {
      taker.blank(1);
    } else if (this.needles.length > 0 && !window.contains(from, end)) {
      if (end - from < 256 && BLANK.test(window.text(from, end))) taker.blank(1);
      else taker.skipped(1);
    } else {
      const value = window.text(from, end);
      if (BLANK.test(value)) taker.blank(1);
      else taker.record({ line, value });
    }
  }

  /** Keeps the beginning of a line for the next piece, unless it is too long to be kept. */
  #unfinished(at: number, to: number): number {
    if (to - at <= MAX_LINE_BYTES) return at;
    this.#isTooLong = true;
    return to;
  }
}

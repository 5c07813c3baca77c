import { splitRecord } from '../csvText';
import type { Delimiter } from '../formats';
import { isMarkdownRule, markdownCells } from '../formats/markdown';
import { lineEndFrom, RecordCutter } from '../records';
import type { Cutter, RecordTaker } from './cutter';
import { LineCutter } from './lineCutter';

/** Cuts records of a delimited table whose first record names the columns. */
export class TableCutter implements Cutter {
  line = 1;
  readonly #cutter: RecordCutter;
  readonly #decoder = new TextDecoder('utf-8');
  #names: readonly string[] | null = null;
  #toSkip: number;
  /** Whether the line at the beginning of the bytes has been reported as bad. */
  #isBroken = false;

  constructor(
    private readonly taker: RecordTaker,
    private readonly delimiter: Delimiter,
    skipLines: number,
  ) {
    this.#cutter = new RecordCutter(delimiter);
    this.#toSkip = skipLines;
  }

  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    for (let at = from; at < to; ) {
      const next = this.#step(bytes, at, to, atEnd);
      if (next < 0) return at;
      at = next;
    }
    return to;
  }

  #step(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    if (this.#toSkip > 0) return this.#skipLine(bytes, at, to, atEnd);
    return this.#isBroken ? this.#skipBroken(bytes, at, to, atEnd) : this.#next(bytes, at, to, atEnd);
  }

  /** Takes the record at an offset. Returns the offset after it; -1 if its end is not there yet. */
  #next(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const cutter = this.#cutter;
    const { taker, line } = this;
    const cut = cutter.cut(bytes, at, to, atEnd);
    if (cut === 'more') return -1;
    if (cut === 'broken') {
      taker.bad(line, 'no quotes, or quotes around the whole field with those inside it doubled');
      this.#isBroken = true;
      return this.#skipBroken(bytes, at, to, atEnd);
    }
    if (cut === 'blank') taker.blank(cutter.lines);
    else this.#record(this.#decoder.decode(bytes.subarray(at, cutter.next)));
    this.line += cutter.lineEnd === '' ? cutter.lines - 1 : cutter.lines;
    return cutter.next;
  }

  #record(text: string): void {
    const fields = splitRecord(text, this.delimiter);
    if (this.#names === null) {
      this.#names = fields.map((name) => name.trim());
      this.taker.header();
    } else if (fields.length === this.#names.length) {
      this.taker.record({ line: this.line, value: byColumn(this.#names, fields) });
    } else {
      this.taker.bad(this.line, `${this.#names.length} fields, as in the header`);
    }
  }

  #skipLine(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const end = this.#lineEnd(bytes, at, to, atEnd);
    if (end >= 0) {
      this.#toSkip--;
      this.taker.header();
    }
    return end;
  }

  /** A broken record costs its first line. */
  #skipBroken(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const end = this.#lineEnd(bytes, at, to, atEnd);
    if (end >= 0) this.#isBroken = false;
    return end;
  }

  /** The offset after the line end; -1 if it is not there yet. */
  #lineEnd(bytes: Uint8Array, at: number, to: number, atEnd: boolean): number {
    const end = lineEndFrom(bytes, at, to);
    if (end + 1 >= to && !atEnd) return -1;
    if (end < to) this.line++;
    const isCrlf = bytes[end] === 13 && end + 1 < to && bytes[end + 1] === 10;
    return Math.min(to, end + (isCrlf ? 2 : 1));
  }
}

/** Cuts rows of a Markdown table. */
export class MarkdownCutter implements Cutter {
  readonly #lines: LineCutter;
  #names: readonly string[] | null = null;

  constructor(taker: RecordTaker) {
    this.#lines = new LineCutter({
      ...passedOn(taker),
      record: ({ line, value }) => {
        const cells = markdownCells(value as string);
        if (isMarkdownRule(cells)) taker.header();
        else if (this.#names === null) {
          this.#names = cells;
          taker.header();
        } else if (cells.length === this.#names.length) taker.record({ line, value: byColumn(this.#names, cells) });
        else taker.bad(line, `${this.#names.length} cells, as in the header`);
      },
    });
  }

  get line(): number {
    return this.#lines.line;
  }

  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number {
    return this.#lines.cut(bytes, from, to, atEnd);
  }
}

function passedOn(taker: RecordTaker): RecordTaker {
  return {
    record: (record) => taker.record(record),
    skipped: (records) => taker.skipped(records),
    blank: (lines) => taker.blank(lines),
    header: () => taker.header(),
    bad: (line, expected) => taker.bad(line, expected),
  };
}

function byColumn(names: readonly string[], fields: readonly string[]): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [at, name] of names.entries()) record[name] = fields[at];
  return record;
}

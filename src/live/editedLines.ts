import { firstAfter } from '../numeric';

/** Lines are counted from 0 in this file. */

/** In a text, `removed` lines from line `from` on give way to `inserted` others. */
export interface LineEdit {
  readonly from: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A stretch of text that gave way to another, as an editor tells of it: positions are those before. */
export interface TextChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** The lines that a change touches, and those in their place. */
export function lineEditOf({ range, text }: TextChange): LineEdit {
  const { start, end } = range;
  const lineEnds = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  return { from: start.line, removed: end.line - start.line + 1, inserted: lineEnds + 1 };
}

/** Lines [from, to) of the text that was read, in whose place others stand now: `lines` of them, from `start` on. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly lines: number;
  /** Stands for what is in those lines: another object once they have changed. */
  readonly content: object;
}

/** What has become of the lines of a text that was read: hunks in order, no two of them touching. Never changed, only replaced. */
export class EditedLines {
  constructor(readonly hunks: readonly Hunk[] = []) {}

  /** Lines that are gone, or new, whichever are more; summed over all hunks. */
  get size(): number {
    return this.hunks.reduce((sum, { from, to, lines }) => sum + Math.max(to - from, lines), 0);
  }

  /** How many more lines there are than were read. */
  get growth(): number {
    return this.hunks.reduce((sum, { from, to, lines }) => sum + lines - (to - from), 0);
  }

  /** After one more edit, of the text as it is now. */
  after({ from, removed, inserted }: LineEdit): EditedLines {
    const end = from + removed;
    const before = this.hunks.filter((hunk) => hunk.start + hunk.lines < from);
    const behind = this.hunks.filter((hunk) => hunk.start > end);
    const touched = this.hunks.slice(before.length, this.hunks.length - behind.length);
    const first = touched[0];
    const last = touched[touched.length - 1];
    const keptBefore = first ? Math.max(0, from - first.start) : 0;
    const keptBehind = last ? Math.max(0, last.start + last.lines - end) : 0;
    const merged = {
      from: first && first.start <= from ? first.from : from - shiftAfter(before.at(-1)),
      to: last && last.start + last.lines >= end ? last.to : end - shiftAfter(last ?? before.at(-1)),
      start: from - keptBefore,
      lines: keptBefore + inserted + keptBehind,
      content: {},
    };
    const moved = inserted - removed;
    const after = moved === 0 ? behind : behind.map((hunk) => ({ ...hunk, start: hunk.start + moved }));
    return new EditedLines([...before, merged, ...after]);
  }

  /** Where a line of the text that was read stands now; null for one that is gone. */
  now(line: number): number | null {
    const hunk = this.#lastWith((hunk) => hunk.from <= line);
    if (hunk && line < hunk.to) return null;
    return line + shiftAfter(hunk);
  }

  /** The hunk that a line of the text as it is now belongs to, or the line of the text that was read. */
  origin(line: number): { readonly hunk: Hunk } | { readonly line: number } {
    const hunk = this.#lastWith((hunk) => hunk.start <= line);
    if (hunk && line < hunk.start + hunk.lines) return { hunk };
    return { line: line - shiftAfter(hunk) };
  }

  /** The last hunk of which something is true that is true of all before it. */
  #lastWith(isTrue: (hunk: Hunk) => boolean): Hunk | undefined {
    return this.hunks[firstAfter(0, this.hunks.length, (at) => isTrue(this.hunks[at])) - 1];
  }
}

/** How much further on the lines behind a hunk stand than where they were read. */
function shiftAfter(hunk: Hunk | undefined): number {
  return hunk ? hunk.start + hunk.lines - hunk.to : 0;
}

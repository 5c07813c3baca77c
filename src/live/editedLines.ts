import { firstAfter } from '../numeric';

/** Lines are counted from 0 in this file. */

/** Replaces `removed` lines of a text from line `from` on by `inserted` others. */
export interface LineEdit {
  readonly from: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A replaced stretch of text, as an editor reports it: positions are those before the change. */
export interface TextChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** The lines that a change replaces. */
export function lineEditOf({ range, text }: TextChange): LineEdit {
  const { start, end } = range;
  const lineEnds = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  return { from: start.line, removed: end.line - start.line + 1, inserted: lineEnds + 1 };
}

/** Lines [from, to) of the original text, replaced by `lines` lines from `start` on in the current text. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly lines: number;
  /** Identifies the content of these lines: a new object whenever they change. */
  readonly content: object;
}

/** The difference between the original text and the current one: hunks in order, none adjacent. Immutable. */
export class EditedLines {
  constructor(readonly hunks: readonly Hunk[] = []) {}

  /** Size of the edit: per hunk, the larger of removed and added lines. */
  get size(): number {
    return this.hunks.reduce((sum, { from, to, lines }) => sum + Math.max(to - from, lines), 0);
  }

  /** Lines of the current text minus those of the original. */
  get growth(): number {
    return this.hunks.reduce((sum, { from, to, lines }) => sum + lines - (to - from), 0);
  }

  /** The difference after one more edit of the current text. */
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

  /** The current line of an original line; null if it was replaced. */
  currentLine(line: number): number | null {
    const hunk = this.#lastWith((hunk) => hunk.from <= line);
    if (hunk && line < hunk.to) return null;
    return line + shiftAfter(hunk);
  }

  /** Where a current line comes from: a hunk, or an original line. */
  origin(line: number): { readonly hunk: Hunk } | { readonly line: number } {
    const hunk = this.#lastWith((hunk) => hunk.start <= line);
    if (hunk && line < hunk.start + hunk.lines) return { hunk };
    return { line: line - shiftAfter(hunk) };
  }

  /** The last hunk for which `isTrue` holds; it holds for all hunks before it. */
  #lastWith(isTrue: (hunk: Hunk) => boolean): Hunk | undefined {
    return this.hunks[firstAfter(0, this.hunks.length, (at) => isTrue(this.hunks[at])) - 1];
  }
}

/** By how many lines a hunk and those before it shift the lines after it. */
function shiftAfter(hunk: Hunk | undefined): number {
  return hunk ? hunk.start + hunk.lines - hunk.to : 0;
}

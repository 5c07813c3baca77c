import { isTraceHeader, linesStandAlone, readLines } from '../trace';
import type { ReadHunk } from './addedRows';
import { EditedLines, type LineEdit } from './editedLines';
import { LiveTrace, type TraceAsRead } from './liveTrace';

/** A text as it is now. Lines are counted from 0. */
export interface LiveText {
  readonly lineCount: number;
  /** Text of lines [from, to), line ends included. */
  text(from: number, to: number): string;
}

/** Beyond this many lines, reading the whole text again in the worker costs the editor less than reading them here. */
const MAX_LINES = 2000;
/** Blank lines before a header that are looked past. */
const MAX_BLANK_LINES = 50;

/** Follows the edits of a text since it was read. */
export class LiveEdits {
  readonly trace: LiveTrace;
  readonly #read: TraceAsRead;
  readonly #lines: EditedLines;
  readonly #hunks: readonly ReadHunk[];

  private constructor(read: TraceAsRead, lines: EditedLines, hunks: readonly ReadHunk[]) {
    this.#read = read;
    this.#lines = lines;
    this.#hunks = hunks;
    this.trace = new LiveTrace(read, lines, hunks);
  }

  /** Of a text that has not been edited since. */
  static none(read: TraceAsRead): LiveEdits {
    return new LiveEdits(read, new EditedLines(), []);
  }

  /** The same edits of the same lines, read in another unit. */
  of(read: TraceAsRead): LiveEdits {
    return new LiveEdits(read, this.#lines, this.#hunks);
  }

  /**
   * After further edits, of which only the lines that changed are read; null where the whole text has to be read again: since lines depend on each
   * other, the header was touched, too many lines were, no row is left, or the first one counts its time in another unit.
   * @param text after these edits
   */
  after(edits: readonly LineEdit[], text: LiveText): LiveEdits | null {
    const { account, problems, timeUnit, timeUnitIsSet } = this.#read.overview;
    if (!linesStandAlone(problems, account)) return null;
    const lines = edits.reduce((edited, edit) => edited.after(edit), this.#lines);
    const linesRead = text.lineCount - lines.growth;
    // The text's last line is none of the trace's where it is empty.
    if (linesRead !== account.physicalLines && linesRead !== account.physicalLines + 1) return null;
    const header = headerOf(text);
    const [first] = lines.hunks;
    if (lines.size > MAX_LINES || !header || (first && first.start <= header.line)) return null;
    const known = new Map(this.#hunks.map(({ content, read }) => [content, read]));
    const hunks: ReadHunk[] = [];
    for (const hunk of lines.hunks) {
      const read =
        known.get(hunk.content) ?? readLines(header.text, text.text(hunk.start, hunk.start + hunk.lines), timeUnit);
      if (!read) return null;
      hunks.push({ ...hunk, read });
    }
    const edited = new LiveEdits(this.#read, lines, hunks);
    if (edited.trace.rowCount === 0) return null;
    if (timeUnitIsSet) return edited;
    const { firstLine } = edited.trace;
    const firstRow = readLines(header.text, text.text(firstLine - 1, firstLine));
    return firstRow?.timeUnit === timeUnit ? edited : null;
  }
}

/** The first line that is not blank, where it is a trace's header. */
function headerOf(text: LiveText): { readonly line: number; readonly text: string } | null {
  for (let line = 0; line < Math.min(text.lineCount, MAX_BLANK_LINES); line++) {
    const found = text.text(line, line + 1).replace(/[\r\n]+$/, '');
    if (/^[ \t]*$/.test(found)) continue;
    return isTraceHeader(found) ? { line, text: found } : null;
  }
  return null;
}

import { isTraceHeader, type LineAccount, linesStandAlone, RELEASED_TRACE, readLines } from '../trace';
import type { ReadHunk } from './addedRows';
import { EditedLines, type LineEdit } from './editedLines';
import { LiveTrace, type TraceAsRead } from './liveTrace';

/** The current text. Lines are counted from 0. */
export interface LiveText {
  readonly lineCount: number;
  /** Text of lines [from, to), line ends included. */
  text(from: number, to: number): string;
}

/**
 * More edited lines than this are read by the worker, with the whole text: reading them here would cost the editor
 * more.
 */
const MAX_LINES = 2000;
/** Blank lines before a header that are skipped. */
const MAX_BLANK_LINES = 50;

/** A trace and the edits of its text since it was read. Immutable. */
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

  /** Without edits. */
  static none(read: TraceAsRead): LiveEdits {
    return new LiveEdits(read, new EditedLines(), []);
  }

  /** The same edits, of a trace read in another unit. */
  of(read: TraceAsRead): LiveEdits {
    return new LiveEdits(read, this.#lines, this.#hunks);
  }

  /**
   * The trace after further edits. Reads only the lines that changed. null if the whole text must be read again:
   * because lines depend on each other or are not all cold starts, the header or too many lines were edited, no row is
   * left, or the first row's time is now in another unit.
   * @param text after these edits
   */
  after(edits: readonly LineEdit[], text: LiveText): LiveEdits | null {
    const { account, format, problems, timeUnit, timeUnitIsSet } = this.#read.overview;
    if (format.id !== RELEASED_TRACE || !linesStandAlone(problems, account) || !areColdStarts(account)) return null;
    const lines = edits.reduce((edited, edit) => edited.after(edit), this.#lines);
    const linesRead = text.lineCount - lines.growth;
    // An empty last line of the text is not a line of the trace.
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

/** Whether every readable record is a cold start. Other records, and duplicates, need a reader of the whole text. */
function areColdStarts({ warmRows, otherRows, duplicateRows }: LineAccount): boolean {
  return warmRows === 0 && otherRows.length === 0 && duplicateRows === 0;
}

/** The first line that is not blank, if it is a trace's header. */
function headerOf(text: LiveText): { readonly line: number; readonly text: string } | null {
  for (let line = 0; line < Math.min(text.lineCount, MAX_BLANK_LINES); line++) {
    const found = text.text(line, line + 1).replace(/[\r\n]+$/, '');
    if (/^[ \t]*$/.test(found)) continue;
    return isTraceHeader(found) ? { line, text: found } : null;
  }
  return null;
}

import { type Delimiter, recordSpans } from '../../trace';

/** Positions in a document, from 0; `end` is exclusive. */
export interface TextSpan {
  readonly startLine: number;
  readonly start: number;
  readonly endLine: number;
  readonly end: number;
}

/** Most lines of one quoted record, and most characters of each, that are searched. */
const MAX_LINES = 100;
const MAX_LENGTH = 100_000;

/**
 * The position of a field of a delimited record in its document.
 * @param lineAt text of a line, from 0, without its line end
 * @param line line on which the record starts, from 0
 * @param field number of the field, from 1; 0, or one that the record does not have, for the whole record
 */
export function fieldSpan(
  lineAt: (line: number) => string,
  lineCount: number,
  line: number,
  field: number,
  delimiter: Delimiter = ',',
): TextSpan {
  const available = Math.min(MAX_LINES, lineCount - line);
  for (let lines = 1; ; lines = Math.min(lines * 2, available)) {
    const texts = Array.from({ length: lines }, (_, at) => lineAt(line + at).slice(0, MAX_LENGTH));
    const { fields, isClosed } = recordSpans(texts.join('\n'), delimiter);
    if (isClosed) {
      const first = fields[Math.max(0, field - 1)];
      if (!first) return wholeLine(lineAt, line);
      const [start, end] = [first.start, (field === 0 ? fields[fields.length - 1] : first).end];
      return spanOf(texts, line, start, end);
    }
    // The quote is never closed: the record is its first line.
    if (lines >= available) return wholeLine(lineAt, line);
  }
}

/** The positions of two offsets in lines that are joined by one character. */
function spanOf(lines: readonly string[], line: number, from: number, to: number): TextSpan {
  const [startLine, start] = positionOf(lines, from);
  const [endLine, end] = positionOf(lines, to);
  return { startLine: line + startLine, start, endLine: line + endLine, end };
}

function positionOf(lines: readonly string[], offset: number): readonly [line: number, column: number] {
  let line = 0;
  let column = offset;
  while (column > lines[line].length) column -= lines[line++].length + 1;
  return [line, column];
}

function wholeLine(lineAt: (line: number) => string, line: number): TextSpan {
  return { startLine: line, start: 0, endLine: line, end: lineAt(line).length };
}

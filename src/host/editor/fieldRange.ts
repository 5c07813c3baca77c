/** Positions in a document, from 0; `end` is exclusive. */
export interface TextSpan {
  readonly startLine: number;
  readonly start: number;
  readonly endLine: number;
  readonly end: number;
}

/** Lines that one quoted record is followed over, and characters of each that are looked at. */
const MAX_LINES = 100;
const MAX_LENGTH = 100_000;

/**
 * Where a field of a CSV record stands in its text.
 * @param lineAt text of a line, from 0, without its line end
 * @param line line on which the record starts, from 0
 * @param field number of the field, from 1; 0, or one that the record does not have, for the whole record
 */
export function fieldSpan(lineAt: (line: number) => string, lineCount: number, line: number, field: number): TextSpan {
  const lastLine = Math.min(lineCount, line + MAX_LINES) - 1;
  let fieldNumber = 1;
  let start = { line, column: 0 };
  let isQuoted = false;
  for (let at = line; at <= lastLine; at++) {
    const text = lineAt(at).slice(0, MAX_LENGTH);
    for (let column = 0; column < text.length; column++) {
      if (text[column] === '"') isQuoted = !isQuoted;
      if (text[column] !== ',' || isQuoted) continue;
      if (fieldNumber === field) return span(start, at, column);
      fieldNumber++;
      start = { line: at, column: column + 1 };
    }
    if (isQuoted) continue;
    if (fieldNumber === field) return span(start, at, text.length);
    return field === 0 ? span({ line, column: 0 }, at, text.length) : wholeLine(lineAt, line);
  }
  // A quote that nothing closes: the record is its first line.
  return wholeLine(lineAt, line);
}

function span(start: { readonly line: number; readonly column: number }, endLine: number, end: number): TextSpan {
  return { startLine: start.line, start: start.column, endLine, end };
}

function wholeLine(lineAt: (line: number) => string, line: number): TextSpan {
  return { startLine: line, start: 0, endLine: line, end: lineAt(line).length };
}

import type * as vscode from 'vscode';
import { isProfileHeader } from '../../simulation';
import { isTraceHeader } from '../../trace';

/** Blank lines before a header that are looked past, and the longest header looked at: the check is made at every hover. */
const MAX_BLANK_LINES = 50;
const MAX_HEADER_LENGTH = 20_000;

/** The line, from 0, of a document's trace header; null for a document that is no trace. Its language id does not matter. */
export function headerLine(document: vscode.TextDocument): number | null {
  return firstLine(document, isTraceHeader);
}

/** The same of a request-rate profile with a header. */
export function profileHeaderLine(document: vscode.TextDocument): number | null {
  return firstLine(document, isProfileHeader);
}

function firstLine(document: vscode.TextDocument, isHeader: (line: string) => boolean): number | null {
  const end = Math.min(document.lineCount, MAX_BLANK_LINES);
  for (let line = 0; line < end; line++) {
    const { text, isEmptyOrWhitespace } = document.lineAt(line);
    if (isEmptyOrWhitespace) continue;
    return text.length <= MAX_HEADER_LENGTH && isHeader(text) ? line : null;
  }
  return null;
}

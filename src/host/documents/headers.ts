import type * as vscode from 'vscode';
import { isProfileHeader } from '../../simulation';
import { isTraceHeader } from '../../trace';

/** Blank lines skipped before a header, and the longest line examined: the check runs at every hover. */
const MAX_BLANK_LINES = 50;
const MAX_HEADER_LENGTH = 20_000;

interface Header {
  readonly version: number;
  /** The first line that is not blank, from 0; null if there is none near the top. */
  readonly line: number | null;
  readonly kind: 'trace' | 'profile' | null;
}

const headers = new WeakMap<vscode.TextDocument, Header>();
const traces = new WeakSet<vscode.TextDocument>();

/** The line, from 0, of a document's trace header; null without one. The language id does not matter. */
export function headerLine(document: vscode.TextDocument): number | null {
  const { kind, line } = headerOf(document);
  return kind === 'trace' ? line : null;
}

/** The line, from 0, of a request-rate profile's header; null without one. */
export function profileHeaderLine(document: vscode.TextDocument): number | null {
  const { kind, line } = headerOf(document);
  return kind === 'profile' ? line : null;
}

/**
 * Where to show what concerns a document's trace as a whole: its header line, or the first line of a document that was
 * a trace until an edit broke its header. null for any other document.
 */
export function traceLine(document: vscode.TextDocument): number | null {
  const { line } = headerOf(document);
  return traces.has(document) ? (line ?? 0) : null;
}

/** Parses the header once for each version of a document. */
function headerOf(document: vscode.TextDocument): Header {
  const known = headers.get(document);
  if (known?.version === document.version) return known;
  const header = parse(document);
  headers.set(document, header);
  if (header.kind === 'trace') traces.add(document);
  return header;
}

function parse(document: vscode.TextDocument): Header {
  const { version } = document;
  const end = Math.min(document.lineCount, MAX_BLANK_LINES);
  for (let line = 0; line < end; line++) {
    const { text, isEmptyOrWhitespace } = document.lineAt(line);
    if (isEmptyOrWhitespace) continue;
    if (text.length > MAX_HEADER_LENGTH) return { version, line, kind: null };
    return { version, line, kind: isTraceHeader(text) ? 'trace' : isProfileHeader(text) ? 'profile' : null };
  }
  return { version, line: null, kind: null };
}

import * as vscode from 'vscode';
import { isProfileHeader } from '../../simulation';
import { type Delimiter, identify, SAMPLE_BYTES } from '../../trace';
import { onReadingChange, tablesOf } from '../settings';

/** Lines at the top by which a document is recognised. */
const MAX_LINES = 200;

interface Header {
  readonly version: number;
  /** The text at the top; while it stays the same, so does everything here. */
  readonly top: string;
  /** The line, from 0, of the header; else the first line that is not blank. */
  readonly line: number;
  readonly kind: 'trace' | 'profile' | null;
  /** Of a table; null for a document without fields. */
  readonly delimiter: Delimiter | null;
}

const headers = new Map<vscode.TextDocument, Header>();
const traces = new WeakSet<vscode.TextDocument>();

/** Whether a document is a trace of any format. Its content decides; the language id does not matter. */
export function isTrace(document: vscode.TextDocument): boolean {
  return headerOf(document).kind === 'trace';
}

/** The line, from 0, of a request-rate profile's header; null without one. */
export function profileHeaderLine(document: vscode.TextDocument): number | null {
  const { kind, line } = headerOf(document);
  return kind === 'profile' ? line : null;
}

/**
 * Where to show what concerns a document's trace as a whole: its header line, or the first line of a format without
 * one, and of a document that was a trace until an edit broke its header. null for any other document.
 */
export function traceLine(document: vscode.TextDocument): number | null {
  const { line } = headerOf(document);
  return traces.has(document) ? line : null;
}

/** What separates the fields of a document's trace; null for a trace without fields. */
export function traceDelimiter(document: vscode.TextDocument): Delimiter | null {
  return headerOf(document).delimiter;
}

/**
 * Recognises each version of a document once: this runs at every hover. An edit below the top costs 0.1 ms, another a
 * few milliseconds.
 */
function headerOf(document: vscode.TextDocument): Header {
  const { version } = document;
  const known = headers.get(document);
  if (known?.version === version) return known;
  const top = topOf(document);
  const header = known?.top === top ? { ...known, version } : { version, top, ...recognise(document, top) };
  headers.set(document, header);
  if (header.kind === 'trace') traces.add(document);
  return header;
}

/** The text of the first lines: enough to recognise a document by. */
export function topOf(document: vscode.TextDocument): string {
  const lines: string[] = [];
  let length = 0;
  for (let line = 0; line < Math.min(document.lineCount, MAX_LINES) && length < SAMPLE_BYTES; line++) {
    const { text } = document.lineAt(line);
    lines.push(text.slice(0, SAMPLE_BYTES - length));
    length += text.length + 1;
  }
  return lines.join('\n');
}

function recognise(document: vscode.TextDocument, top: string): Omit<Header, 'version' | 'top'> {
  const first = Math.max(
    0,
    top.split('\n').findIndex((line) => line.trim() !== ''),
  );
  const isWhole = document.lineCount <= MAX_LINES && top.length < SAMPLE_BYTES;
  const identity = identify(new TextEncoder().encode(top), isWhole, tablesOf(document.uri));
  if (identity) return { kind: 'trace', line: identity.headerLine ?? first, delimiter: identity.delimiter };
  const { text } = document.lineAt(Math.min(first, document.lineCount - 1));
  return { kind: isProfileHeader(text) ? 'profile' : null, line: first, delimiter: ',' };
}

/**
 * Keeps what is known of open documents up to date; without it, that of closed ones stays. Calls back after the setting
 * of remembered tables has changed.
 */
export function followHeaders(afterChange: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument((document) => headers.delete(document)),
    onReadingChange('formats', () => {
      headers.clear();
      afterChange();
    }),
  );
}

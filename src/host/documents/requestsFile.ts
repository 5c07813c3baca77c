import type * as vscode from 'vscode';
import { type ForeignFile, foreignFile, SAMPLE_BYTES } from '../../trace';

interface Known {
  readonly header: string;
  readonly file: ForeignFile | null;
}

const known = new WeakMap<vscode.TextDocument, Known>();

/**
 * What a document is that counts or lists requests and is no cold-start trace; null for any other document. Its first
 * line decides: 0.1 ms, once for each first line.
 */
export function requestsFile(document: vscode.TextDocument): ForeignFile | null {
  const { text } = document.lineAt(0);
  const header = text.slice(0, SAMPLE_BYTES);
  const before = known.get(document);
  if (before?.header === header) return before.file;
  const found = header.trim() === '' ? null : foreignFile(new TextEncoder().encode(header), null);
  const file = found?.requests ? found : null;
  known.set(document, { header, file });
  return file;
}

import * as path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SourceVersion } from '../../protocol/queries';
import { RequestError } from '../../protocol/rpc';
import type { TraceBytes } from '../../protocol/worker';
import { shared } from '../../worker';
import { type LinedText, textPieces } from './textPieces';

export interface TraceSource {
  readonly bytes: TraceBytes;
  readonly source: SourceVersion;
  /** The open text document that has this content; null where none is open. */
  readonly shownBy: DocumentVersion | null;
}

/** One version of one document. Another document of the same name, opened later, may count its versions alike. */
export interface DocumentVersion {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/**
 * Where a trace's bytes are: the text document where it has unsaved edits or is no file, otherwise the file, which the worker reads by
 * itself. Throws a RequestError for what can't be read, the signal's reason once it is aborted.
 */
export async function traceSource(uri: vscode.Uri, signal: AbortSignal): Promise<TraceSource> {
  const document = openDocument(uri);
  if (document && (document.isDirty || uri.scheme !== 'file')) return editorSource(document, signal);
  // As it is now: an edit made while the file is looked at is none of the file's.
  const shownBy = document ? { document, version: document.version } : null;
  const source: SourceVersion = { kind: 'disk', name: fileName(uri), version: 0, modified: 0 };
  if (uri.scheme === 'file') return { bytes: { kind: 'file', path: uri.fsPath }, source, shownBy };
  const modified = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.mtime,
    () => 0,
  );
  signal.throwIfAborted();
  const pieces = await filePieces(uri, signal);
  return { bytes: { kind: 'pieces', pieces }, source: { ...source, modified }, shownBy };
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

export function fileName(uri: vscode.Uri): string {
  return path.posix.basename(uri.path) || uri.toString();
}

async function editorSource(document: vscode.TextDocument, signal: AbortSignal): Promise<TraceSource> {
  const { pieces, version } = await textPieces(linedText(document), signal);
  return {
    bytes: { kind: 'pieces', pieces },
    source: { kind: 'editor', name: fileName(document.uri), version, modified: 0 },
    shownBy: { document, version },
  };
}

/** A document's text by its lines, as it is when it is asked for. */
export function linedText(document: vscode.TextDocument): LinedText {
  return {
    get version() {
      return document.version;
    },
    get lineCount() {
      return document.lineCount;
    },
    text: (from, to) => document.getText(new vscode.Range(from, 0, to, 0)),
  };
}

const PIECE_BYTES = 1 << 20;

async function filePieces(uri: vscode.Uri, signal: AbortSignal): Promise<readonly Uint8Array[]> {
  const bytes = await vscode.workspace.fs.readFile(uri).then(undefined, (error) => {
    throw new RequestError(
      `${fileName(uri)} can't be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check that it is still there and that you may read it, then read it again.',
    );
  });
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    pieces.push(shared(bytes.subarray(at, at + PIECE_BYTES)));
    await setImmediate();
    signal.throwIfAborted();
  }
  return pieces;
}

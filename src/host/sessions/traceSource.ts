import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SourceVersion } from '../../protocol/queries';
import type { TraceBytes } from '../../protocol/worker';
import { copyToSharedMemory, FileError } from '../../worker';
import { fileName, openDocument } from '../documents';
import { fileStat } from '../files';
import { pathsOf } from './severalFiles';
import { type LinedText, textPieces } from './textPieces';

export interface TraceSource {
  readonly bytes: TraceBytes;
  readonly source: SourceVersion;
  /** The open text document that has this content; null if none is open. */
  readonly shownBy: DocumentVersion | null;
}

/** One version of one document. A document of the same name that is opened later may have the same version number. */
export interface DocumentVersion {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

/**
 * Where to read a trace from: from the text document if it has unsaved edits or is not on disk, otherwise from the
 * file, which the worker opens. Throws a `FileError` for what can't be read, and the signal's reason once it is
 * aborted.
 */
export async function traceSource(uri: vscode.Uri, signal: AbortSignal): Promise<TraceSource> {
  const paths = pathsOf(uri);
  if (paths) {
    const source: SourceVersion = { kind: 'disk', name: fileName(uri), version: 0, modified: 0 };
    return { bytes: { kind: 'files', paths }, source, shownBy: null };
  }
  const document = openDocument(uri);
  if (document && (document.isDirty || uri.scheme !== 'file')) return editorSource(document, signal);
  // Taken before the file is read: edits made meanwhile are not in the file.
  const shownBy = document ? { document, version: document.version } : null;
  const source: SourceVersion = { kind: 'disk', name: fileName(uri), version: 0, modified: 0 };
  if (uri.scheme === 'file') return { bytes: { kind: 'file', path: uri.fsPath }, source, shownBy };
  const { pieces, modified } = await filePieces(uri, signal);
  return { bytes: { kind: 'pieces', pieces }, source: { ...source, modified }, shownBy };
}

async function editorSource(document: vscode.TextDocument, signal: AbortSignal): Promise<TraceSource> {
  const { pieces, version } = await textPieces(linedText(document), signal);
  return {
    bytes: { kind: 'pieces', pieces },
    source: { kind: 'editor', name: fileName(document.uri), version, modified: 0 },
    shownBy: { document, version },
  };
}

/** A document's current text by its lines. */
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

/** The bytes of a file that only VS Code can read. */
async function filePieces(
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<{ readonly pieces: readonly Uint8Array[]; readonly modified: number }> {
  const { bytes, modified } = await readWhole(uri).catch((error) => {
    if (error instanceof FileError) throw error;
    throw new FileError(
      `${fileName(uri)} can't be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check that it is still there and that you may read it, then read it again.',
    );
  });
  signal.throwIfAborted();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    pieces.push(copyToSharedMemory(bytes.subarray(at, at + PIECE_BYTES)));
    await setImmediate();
    signal.throwIfAborted();
  }
  return { pieces, modified };
}

async function readWhole(uri: vscode.Uri): Promise<{ readonly bytes: Uint8Array; readonly modified: number }> {
  const { mtime } = await fileStat(uri);
  return { bytes: await vscode.workspace.fs.readFile(uri), modified: mtime };
}

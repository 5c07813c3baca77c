import * as vscode from 'vscode';
import type { TraceSession } from './traceSession';
import { openDocument } from './traceSource';

/** Quiet time after the last change before a trace is read again. */
const DEBOUNCE_MS = 300;

/**
 * Tells a session of every edit of its trace's text document; and once the document or the file has changed and then been left alone
 * for a moment, has it read what it has to. Closing a document drops its unsaved edits.
 */
export function watchTrace(uri: vscode.Uri, session: TraceSession): vscode.Disposable {
  const key = uri.toString();
  const isIts = (document: vscode.TextDocument) => document.uri.toString() === key;
  let timer: NodeJS.Timeout | undefined;
  let isFileChanged = false;
  const schedule = (isFile: boolean) => {
    isFileChanged ||= isFile;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const document = openDocument(uri);
      // Saving a large document goes on for seconds, in which its file changes again and again and is not what the editor shows.
      const isFileBehind = document?.isDirty === true && session.matches(document);
      void (isFileChanged && !isFileBehind ? session.read() : session.editsEnded());
      isFileChanged = false;
    }, DEBOUNCE_MS);
  };
  const edits = vscode.workspace.onDidChangeTextDocument((event) => {
    if (!isIts(event.document)) return;
    session.edited(event);
    if (event.contentChanges.length > 0) schedule(false);
  });
  const saves = vscode.workspace.onDidSaveTextDocument((document) => {
    if (isIts(document)) schedule(true);
  });
  const opens = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!isIts(document)) return;
    if (document.isDirty || document.isUntitled) schedule(true);
    // From here on its edits can be followed.
    else session.matches(document);
  });
  const closes = vscode.workspace.onDidCloseTextDocument((document) => {
    if (!isIts(document) || document.isUntitled) return;
    const showedEdits = session.trace?.overview.source.kind === 'editor';
    session.closed(document);
    if (showedEdits) schedule(true);
  });
  return vscode.Disposable.from(
    edits,
    saves,
    opens,
    closes,
    watchFile(uri, () => schedule(true)),
    {
      dispose: () => clearTimeout(timer),
    },
  );
}

function watchFile(uri: vscode.Uri, onChange: () => void): vscode.Disposable {
  if (uri.scheme === 'untitled') return { dispose: () => {} };
  const folder = vscode.Uri.joinPath(uri, '..');
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, globOf(uri)));
  watcher.onDidChange(onChange);
  watcher.onDidCreate(onChange);
  watcher.onDidDelete(onChange);
  return watcher;
}

/** The file's name as a pattern that matches it alone: `[`, `{`, `*` and `?` stand for themselves. */
function globOf(uri: vscode.Uri): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return name.replace(/[[\]{}*?]/g, (character) => (character === ']' || character === '}' ? '?' : `[${character}]`));
}

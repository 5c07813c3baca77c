import * as vscode from 'vscode';
import { type DocumentEdits, openDocument } from '../documents';
import { linkTarget } from './fileState';
import { pathsOf } from './severalFiles';
import type { TraceSession } from './traceSession';

/** Quiet time after the last change before a trace is read again. */
const DEBOUNCE_MS = 300;

/**
 * Passes every edit of a trace's text document to its session. When the document or the file has changed and then been
 * left alone for a moment, has the session read what it must. Closing a document drops its unsaved edits.
 */
export function watchTrace(uri: vscode.Uri, session: TraceSession, documentEdits: DocumentEdits): vscode.Disposable {
  const key = uri.toString();
  const showsTrace = (document: vscode.TextDocument) => document.uri.toString() === key;
  let timer: NodeJS.Timeout | undefined;
  let isFileChanged = false;
  const schedule = (isFile: boolean) => {
    isFileChanged ||= isFile;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const document = openDocument(uri);
      // Saving a large document takes seconds, in which its file changes again and again and is not what the editor
      // shows.
      const isEditorAhead = document?.isDirty === true && session.isOf(document);
      void (isFileChanged && !isEditorAhead ? session.read() : session.afterEdits(document));
      isFileChanged = false;
    }, DEBOUNCE_MS);
  };
  const edits = documentEdits.onDidEdit((event) => {
    if (!showsTrace(event.document)) return;
    session.edited(event);
    if (event.contentChanges.length > 0) schedule(false);
  });
  const saves = vscode.workspace.onDidSaveTextDocument((document) => {
    if (showsTrace(document)) schedule(true);
  });
  const opens = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!showsTrace(document)) return;
    if (document.isDirty || document.isUntitled) schedule(true);
    else session.adopt(document);
  });
  const closes = vscode.workspace.onDidCloseTextDocument((document) => {
    if (!showsTrace(document) || document.isUntitled) return;
    const showedEdits = session.trace?.overview.source.kind === 'editor';
    session.closed(document);
    if (showedEdits) schedule(true);
  });
  // File systems that report no changes, and links whose target moved, are noticed when the window or the tab is shown
  // again.
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void session.readIfFileChanged();
  });
  const editors = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && showsTrace(editor.document)) void session.readIfFileChanged();
  });
  const files = (pathsOf(uri) ?? [uri]).map((file) => (typeof file === 'string' ? vscode.Uri.file(file) : file));
  const watches = files.map((file) => new FileWatch(file, () => schedule(true)));
  return vscode.Disposable.from(edits, saves, opens, closes, focus, editors, ...watches, {
    dispose: () => clearTimeout(timer),
  });
}

/** Watches a file by its name and, if that is a symbolic link, the file it leads to. */
class FileWatch implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #onChange: () => void;
  readonly #byName: vscode.Disposable;
  #target: { readonly path: string; readonly watcher: vscode.Disposable } | null = null;
  #isDisposed = false;

  constructor(uri: vscode.Uri, onChange: () => void) {
    this.#uri = uri;
    this.#onChange = onChange;
    this.#byName = watchFile(uri, () => {
      onChange();
      void this.#followLink();
    });
    void this.#followLink();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#byName.dispose();
    this.#target?.watcher.dispose();
  }

  /** To be called whenever the name may lead elsewhere. */
  async #followLink(): Promise<void> {
    const target = await linkTarget(this.#uri);
    if (this.#isDisposed || target?.path === this.#target?.path) return;
    this.#target?.watcher.dispose();
    this.#target = target && { path: target.path, watcher: watchFile(target, this.#onChange) };
  }
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

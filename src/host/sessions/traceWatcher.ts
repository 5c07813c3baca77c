import * as vscode from 'vscode';

/** Quiet time after the last change before a trace is read again. */
const DEBOUNCE_MS = 300;

/**
 * Calls `onChange` once a trace's file or its text document has changed and then been left alone for a moment. While `showsEditor()`, closing
 * the document of a file is a change, which drops its unsaved edits.
 */
export function watchTrace(uri: vscode.Uri, showsEditor: () => boolean, onChange: () => void): vscode.Disposable {
  const key = uri.toString();
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, DEBOUNCE_MS);
  };
  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0 && document.uri.toString() === key) schedule();
  });
  const saves = vscode.workspace.onDidSaveTextDocument((document) => {
    if (document.uri.toString() === key) schedule();
  });
  const opens = vscode.workspace.onDidOpenTextDocument((document) => {
    if (document.uri.toString() === key && (document.isDirty || document.isUntitled)) schedule();
  });
  const closes = vscode.workspace.onDidCloseTextDocument((document) => {
    if (document.uri.toString() === key && !document.isUntitled && showsEditor()) schedule();
  });
  return vscode.Disposable.from(edits, saves, opens, closes, watchFile(uri, schedule), {
    dispose: () => clearTimeout(timer),
  });
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

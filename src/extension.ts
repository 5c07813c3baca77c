import 'vscode-jsonrpc/node';
import * as vscode from 'vscode';
import {
  ActiveTrace,
  Dashboards,
  EditorLeases,
  Problems,
  ReadingStatus,
  registerCommands,
  ShownLines,
  TraceCodeLensProvider,
  TraceFiles,
  TraceHoverProvider,
  TraceSessions,
} from './host';

/** A trace is told by its first line, whatever the language id; the providers look at that line before anything else. */
const ANY_DOCUMENT: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }, { pattern: '**/*.csv' }];

export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const sessions = new TraceSessions(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const shownLines = new ShownLines();
  const dashboards = new Dashboards(sessions, { extensionUri, shownLines });
  const traceFiles = new TraceFiles();
  const codeLens = new TraceCodeLensProvider(sessions);
  subscriptions.push(
    sessions,
    shownLines,
    dashboards,
    traceFiles,
    codeLens,
    new Problems(sessions),
    new ReadingStatus(sessions),
    new ActiveTrace(),
    new EditorLeases(sessions),
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, new TraceHoverProvider(sessions)),
    vscode.languages.registerCodeLensProvider(ANY_DOCUMENT, codeLens),
    registerCommands({ sessions, dashboards, traceFiles, shownLines }),
  );
}

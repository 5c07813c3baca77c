import 'vscode-jsonrpc/node';
import type { ExtensionContext } from 'vscode';
import {
  ActiveTrace,
  Dashboards,
  EditorLeases,
  Problems,
  ReadingStatus,
  registerCommands,
  registerLineInsights,
  ShownLines,
  TraceFiles,
  TraceSessions,
} from './host';

export function activate({ extensionUri, subscriptions }: ExtensionContext): void {
  const sessions = new TraceSessions(extensionUri);
  const shownLines = new ShownLines();
  const dashboards = new Dashboards(sessions, { extensionUri, shownLines });
  const traceFiles = new TraceFiles();
  subscriptions.push(
    sessions,
    shownLines,
    dashboards,
    traceFiles,
    new EditorLeases(sessions),
    new Problems(sessions),
    new ReadingStatus(sessions),
    new ActiveTrace(),
    registerLineInsights(sessions),
    registerCommands({ sessions, dashboards, traceFiles, shownLines }),
  );
}

import type { ExtensionContext } from 'vscode';
import {
  ActiveTrace,
  createLog,
  Dashboards,
  DocumentEdits,
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
  const log = createLog();
  const documentEdits = new DocumentEdits();
  const sessions = new TraceSessions({ extensionUri, log, documentEdits });
  const shownLines = new ShownLines(documentEdits);
  const traceFiles = new TraceFiles();
  const dashboards = new Dashboards(sessions, { extensionUri, shownLines, traceFiles });
  subscriptions.push(
    log,
    documentEdits,
    sessions,
    shownLines,
    dashboards,
    traceFiles,
    new EditorLeases(sessions, documentEdits),
    new Problems(sessions),
    new ReadingStatus(sessions),
    new ActiveTrace(documentEdits),
    registerLineInsights(sessions),
    registerCommands({ sessions, dashboards, traceFiles, shownLines, log }),
  );
}

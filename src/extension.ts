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
  registerSweeps,
  registerViewLinks,
  SavedViews,
  ShownLines,
  TraceFiles,
  TraceSessions,
} from './host';

export function activate({ extension, extensionUri, subscriptions, workspaceState }: ExtensionContext): void {
  const log = createLog();
  const documentEdits = new DocumentEdits();
  const sessions = new TraceSessions({ extensionUri, log, documentEdits });
  const shownLines = new ShownLines(documentEdits);
  const traceFiles = new TraceFiles();
  const dashboards = new Dashboards(sessions, {
    ...{ extensionUri, shownLines, traceFiles },
    extensionId: extension.id,
    savedViews: new SavedViews(workspaceState),
  });
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
    registerViewLinks(dashboards),
    registerLineInsights(sessions),
    registerSweeps(),
    registerCommands({ extensionUri, sessions, dashboards, traceFiles, shownLines, log }),
  );
}

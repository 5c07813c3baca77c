import * as vscode from 'vscode';
import type { LiveTrace } from '../../live';
import { tellsTimes } from '../../text';
import { traceLine } from '../documents';
import type { TraceSession, TraceSessions } from '../sessions';
import { isHoverEnabled } from '../settings';
import { badRowHover, coldStartHover, failedHover, type HoverLink, headerHover, readingHover } from './hoverText';

/** A hover waits this long for a trace that is being read before it says so. */
const TIMEOUT_MS = 1000;

export const SHOW_FUNCTION = 'faasnet.showFunction';
export const SIMULATE = 'faasnet.simulateProvisioning';

/**
 * Describes a line of a trace from the memory that the worker filled and the lines edited since: no message is sent.
 */
export class TraceHoverProvider implements vscode.HoverProvider {
  constructor(readonly sessions: TraceSessions) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const header = traceLine(document);
    if (header === null || position.line < header || !isHoverEnabled(document.uri)) return undefined;
    const lease = this.sessions.acquire(document.uri);
    try {
      lease.session.adopt(document);
      if (!lease.session.isOf(document)) await untilRead(lease.session, document);
      if (token.isCancellationRequested) return undefined;
      const text = describe(lease.session, document, position.line, header);
      return text === null ? undefined : new vscode.Hover(markdown(text), document.lineAt(position.line).range);
    } finally {
      lease.dispose();
    }
  }
}

/** The hover's text about a line, from 0; null for a line without a row or problem. */
function describe(session: TraceSession, document: vscode.TextDocument, line: number, header: number): string | null {
  const { status, live, trace, progress } = session;
  if (status.state === 'failed') return failedHover(status.message, status.advice);
  if (!live || !session.isOf(document)) {
    if (!trace && !progress) return null;
    return readingHover(
      progress && progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : null,
      trace !== null,
    );
  }
  return describeLine(live, document.uri, line + 1) ?? (line === header ? headerHover(live.headline) : null);
}

/** @param line from 1 */
function describeLine(live: LiveTrace, uri: vscode.Uri, line: number): string | null {
  const row = live.rowAt(line);
  const { account, latency, relativeTime, timeRange } = live.headline;
  if (row >= 0 && latency) {
    const hasTimes = tellsTimes({ relativeTime, timeRange, coldStarts: account.rows });
    return coldStartHover(live.facts(row), { latency, relativeTime, hasTimes }, links(uri, line));
  }
  const problem = live.problems.listed.find((problem) => problem.line === line);
  return problem ? badRowHover(problem) : null;
}

function links(uri: vscode.Uri, line: number): readonly HoverLink[] {
  const target = (command: string, argument: unknown) =>
    `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
  const place = { uri: uri.toString(), line };
  return [
    { label: 'Show function in dashboard', target: target(SHOW_FUNCTION, place) },
    { label: 'Simulate this function…', target: target(SIMULATE, place) },
  ];
}

/** The hover's links may run these two commands and no others. */
function markdown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: [SHOW_FUNCTION, SIMULATE] };
  return markdown;
}

/** Resolves when the trace has been read as the document is now, when reading has failed, or after `TIMEOUT_MS`. */
function untilRead(session: TraceSession, document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(stop, TIMEOUT_MS);
    const subscription = session.onDidChange(() => {
      session.adopt(document);
      if (session.isOf(document) || !session.progress) stop();
    });
  });
}

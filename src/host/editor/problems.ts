import * as vscode from 'vscode';
import { count, counted } from '../../text';
import { describeProblem, MAX_LISTED_PROBLEMS, type RowProblem } from '../../trace';
import { openDocument, traceDelimiter, traceLine } from '../documents';
import { pathsOf, type TraceSession, type TraceSessions } from '../sessions';
import { fieldSpan } from './fieldRange';

const SOURCE = 'FaaSNet';

/**
 * Lists the rows that can't be read in the Problems panel. The number of rows beyond those listed is a problem in a
 * separate collection, because VS Code shows at most a thousand problems of one collection per file.
 */
export class Problems implements vscode.Disposable {
  readonly #rows = vscode.languages.createDiagnosticCollection('faasnet');
  readonly #rest = vscode.languages.createDiagnosticCollection('faasnet-rest');
  /** What the problems of each session were last derived from. */
  readonly #shown = new WeakMap<TraceSession, unknown>();
  readonly #subscriptions: vscode.Disposable;

  constructor(readonly sessions: TraceSessions) {
    this.#subscriptions = vscode.Disposable.from(
      sessions.onDidChange((session) => this.#update(session)),
      sessions.onDidClose(({ uri }) => uri && this.#clear(uri)),
      // A problem's column can be found only in the text.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        const session = sessions.find(uri);
        if (session) this.#show(session);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#rows.dispose();
    this.#rest.dispose();
  }

  #update(session: TraceSession): void {
    const shown = session.live ?? session.status;
    if (this.#shown.get(session) === shown) return;
    this.#shown.set(session, shown);
    this.#show(session);
  }

  #show({ uri, status, trace, live }: TraceSession): void {
    // Problems stay while the trace is read again.
    // Several files are no document: the dashboard lists their problems.
    if (!uri || pathsOf(uri) || status.state === 'reading' || (trace && !live)) return;
    const document = openDocument(uri);
    if (!live) {
      this.#clear(uri);
      if (status.state === 'failed' && document) this.#rows.set(uri, failure(document, status));
      return;
    }
    const { listed, total } = live.problems;
    this.#rows.set(
      uri,
      listed.map((problem) => rowDiagnostic(problem, document)),
    );
    this.#rest.set(uri, total > listed.length ? [restDiagnostic(total - listed.length, document)] : []);
  }

  #clear(uri: vscode.Uri): void {
    this.#rows.delete(uri);
    this.#rest.delete(uri);
  }
}

function rowDiagnostic(problem: RowProblem, document: vscode.TextDocument | undefined): vscode.Diagnostic {
  const range = rangeOf(problem, document);
  return diagnostic(range, describeProblem(problem), vscode.DiagnosticSeverity.Warning);
}

/** The whole line without a document, or if the document has become shorter since. */
function rangeOf({ line, field }: RowProblem, document: vscode.TextDocument | undefined): vscode.Range {
  if (!document || line > document.lineCount) return new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const lineAt = (index: number) => document.lineAt(index).text;
  const delimiter = traceDelimiter(document);
  if (delimiter === null) return document.lineAt(line - 1).range;
  const { startLine, start, endLine, end } = fieldSpan(lineAt, document.lineCount, line - 1, field, delimiter);
  return new vscode.Range(startLine, start, endLine, end);
}

function restDiagnostic(rows: number, document: vscode.TextDocument | undefined): vscode.Diagnostic {
  const message = `${counted(rows, 'more row')} can't be read, or not in full. The first ${count(MAX_LISTED_PROBLEMS)} are listed.`;
  return diagnostic(headerRange(document), message, vscode.DiagnosticSeverity.Warning);
}

/** Empty for a document that was never a trace: there the dashboard gives the reason, and the file has no problem. */
function failure(
  document: vscode.TextDocument,
  { message, advice }: { readonly message: string; readonly advice: string },
): vscode.Diagnostic[] {
  if (traceLine(document) === null) return [];
  return [diagnostic(headerRange(document), `${message} ${advice}`.trim(), vscode.DiagnosticSeverity.Error)];
}

function headerRange(document: vscode.TextDocument | undefined): vscode.Range {
  const line = document ? (traceLine(document) ?? 0) : 0;
  return document ? document.lineAt(line).range : new vscode.Range(0, 0, 0, Number.MAX_SAFE_INTEGER);
}

function diagnostic(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const result = new vscode.Diagnostic(range, message, severity);
  result.source = SOURCE;
  return result;
}

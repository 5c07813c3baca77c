import * as vscode from 'vscode';
import type { Lease, TraceSessions } from '../sessions';
import { headerLine } from './traceDocument';

/**
 * Holds the session of every trace that an editor has shown, for as long as it has a tab: documents themselves outlive their tabs by
 * minutes. A document becomes a trace, or ceases to be one, as its header is edited.
 */
export class EditorLeases implements vscode.Disposable {
  readonly #leases = new Map<string, Lease>();
  readonly #subscriptions: vscode.Disposable;

  constructor(readonly sessions: TraceSessions) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.#update()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#check(document)),
    );
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const key of [...this.#leases.keys()]) this.#release(key);
  }

  #update(): void {
    const shown = new Set([...urisInTabs(), ...vscode.window.visibleTextEditors.map(uriOf)].map(String));
    for (const key of [...this.#leases.keys()]) if (!shown.has(key)) this.#release(key);
    for (const { document } of vscode.window.visibleTextEditors) this.#hold(document);
  }

  #check(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.#leases.has(key)) {
      if (headerLine(document) === null) this.#release(key);
    } else if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) {
      this.#hold(document);
    }
  }

  #hold(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.#leases.has(key) || headerLine(document) === null) return;
    this.#leases.set(key, this.sessions.acquire(document.uri));
  }

  #release(key: string): void {
    this.#leases.get(key)?.dispose();
    this.#leases.delete(key);
  }
}

function uriOf({ document }: vscode.TextEditor): vscode.Uri {
  return document.uri;
}

/** What the tabs show as text. */
function urisInTabs(): readonly vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.flatMap((input) => {
    if (input instanceof vscode.TabInputText) return input.uri;
    return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
  });
}

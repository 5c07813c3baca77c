import * as vscode from 'vscode';
import { type DocumentEdits, isTrace } from '../documents';
import type { Lease, TraceSessions } from '../sessions';

/**
 * Holds the session of every trace that an editor has shown, for as long as it has a tab: documents themselves outlive
 * their tabs by minutes. A document becomes a trace when its header is typed. It keeps its session when an edit breaks
 * the header, so that CodeLens, hover and problems can say what is wrong.
 */
export class EditorLeases implements vscode.Disposable {
  readonly #leases = new Map<string, Lease>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    readonly sessions: TraceSessions,
    edits: DocumentEdits,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.#update()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#update()),
      edits.onDidChangeHeader((document) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) this.#hold(document);
      }),
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

  #hold(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.#leases.has(key) || !isTrace(document)) return;
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

/** URIs of the documents that tabs show as text. */
function urisInTabs(): readonly vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.flatMap((input) => {
    if (input instanceof vscode.TabInputText) return input.uri;
    return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
  });
}

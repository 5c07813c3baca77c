import * as vscode from 'vscode';
import { type DocumentEdits, traceLine } from '../documents';

const CONTEXT = 'faasnet.activeIsTrace';

/** Tells VS Code, for its menus and keybindings, whether the active text editor shows a trace. */
export class ActiveTrace implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  #isTrace = false;

  constructor(edits: DocumentEdits) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      edits.onDidChangeHeader(() => this.#update()),
    );
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isTrace = document !== undefined && traceLine(document) !== null;
    if (isTrace === this.#isTrace) return;
    this.#isTrace = isTrace;
    void vscode.commands.executeCommand('setContext', CONTEXT, isTrace);
  }
}

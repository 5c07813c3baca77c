import * as vscode from 'vscode';
import { headerLine } from './traceDocument';

const CONTEXT = 'faasnet.activeIsTrace';

/** Tells VS Code, for its menus and keybindings, whether the active text editor shows a trace. */
export class ActiveTrace implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  #isTrace = false;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.#update();
      }),
    );
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isTrace = document !== undefined && headerLine(document) !== null;
    if (isTrace === this.#isTrace) return;
    this.#isTrace = isTrace;
    void vscode.commands.executeCommand('setContext', CONTEXT, isTrace);
  }
}

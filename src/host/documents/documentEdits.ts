import * as vscode from 'vscode';
import { headerLine, traceLine } from './headers';

/** The one listener to edits of text documents. Passes them on, with what they mean for the document's header. */
export class DocumentEdits implements vscode.Disposable {
  readonly #edited = new vscode.EventEmitter<vscode.TextDocumentChangeEvent>();
  readonly #headerChanged = new vscode.EventEmitter<vscode.TextDocument>();
  /** Every edit, and every change of a document's dirty state. */
  readonly onDidEdit = this.#edited.event;
  /** A document became a trace, or its header was broken, fixed or moved. */
  readonly onDidChangeHeader = this.#headerChanged.event;
  readonly #headers = new WeakMap<vscode.TextDocument, string>();
  readonly #subscription = vscode.workspace.onDidChangeTextDocument((event) => {
    const { document } = event;
    const header = `${headerLine(document)} ${traceLine(document)}`;
    const isChanged = header !== this.#headers.get(document);
    this.#headers.set(document, header);
    this.#edited.fire(event);
    if (isChanged) this.#headerChanged.fire(document);
  });

  dispose(): void {
    this.#subscription.dispose();
    this.#edited.dispose();
    this.#headerChanged.dispose();
  }
}

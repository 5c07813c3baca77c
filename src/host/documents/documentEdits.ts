import * as vscode from 'vscode';
import { followHeaders, isTrace, traceLine } from './headers';

/** The one listener to edits of text documents. Passes them on, with what they mean for the document's header. */
export class DocumentEdits implements vscode.Disposable {
  readonly #edited = new vscode.EventEmitter<vscode.TextDocumentChangeEvent>();
  readonly #headerChanged = new vscode.EventEmitter<vscode.TextDocument>();
  /** Every edit, and every change of a document's dirty state. */
  readonly onDidEdit = this.#edited.event;
  /** A document became a trace, or its header was broken, fixed, moved, or mapped. */
  readonly onDidChangeHeader = this.#headerChanged.event;
  readonly #headers = new WeakMap<vscode.TextDocument, string>();
  readonly #subscription = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      const isChanged = this.#isHeaderChanged(event.document);
      this.#edited.fire(event);
      if (isChanged) this.#headerChanged.fire(event.document);
    }),
    followHeaders(() => {
      for (const document of vscode.workspace.textDocuments) {
        if (this.#isHeaderChanged(document)) this.#headerChanged.fire(document);
      }
    }),
  );

  dispose(): void {
    this.#subscription.dispose();
    this.#edited.dispose();
    this.#headerChanged.dispose();
  }

  #isHeaderChanged(document: vscode.TextDocument): boolean {
    const header = `${isTrace(document)} ${traceLine(document)}`;
    const isChanged = header !== this.#headers.get(document);
    this.#headers.set(document, header);
    return isChanged;
  }
}

import type * as vscode from 'vscode';
import { type LineEdit, LiveEdits, type LiveTrace, lineEditOf } from '../../live';
import type { ReadTrace } from './traceSession';
import { type DocumentVersion, linedText } from './traceSource';

interface LoggedEdits extends DocumentVersion {
  readonly edits: readonly LineEdit[];
}

/** More edits than this during one reading are not kept: reading begins anew whenever the typing pauses. */
const MAX_LOGGED = 10_000;

/** Keeps what was read of a trace in step with the text document that shows it: after an edit only the lines it touched are read. */
export class LiveDocument {
  #read: ReadTrace | null = null;
  /** null where the edits are such that all has to be read again. */
  #edits: LiveEdits | null = null;
  #shownBy: DocumentVersion | null = null;
  /** Edits made while the trace is being read, which may be of the document before them. */
  #log: LoggedEdits[] = [];

  /** The trace as the document has it; null before it was read, and where all of it has to be read again. */
  get trace(): LiveTrace | null {
    return this.#edits?.trace ?? null;
  }

  /** Whether the document holds something else than what was read. */
  get isAhead(): boolean {
    return this.#read !== null && (this.#edits === null || this.#edits.trace.isEdited);
  }

  /** Whether `trace` is of the document as it is now. */
  matches(document: vscode.TextDocument): boolean {
    if (!this.#read) return false;
    const { kind } = this.#read.overview.source;
    // Read from disk before the editor was opened, which then shows the same file until it is edited.
    if (kind === 'disk' && (this.#shownBy?.document.isClosed ?? true) && !document.isDirty) {
      this.#shownBy = { document, version: document.version };
    }
    return this.#edits !== null && this.#shownBy?.document === document && this.#shownBy.version === document.version;
  }

  /** Follows an edit of the document, which is told of as soon as it has been made. */
  edited({ document, contentChanges }: vscode.TextDocumentChangeEvent, isReading: boolean): void {
    const { version } = document;
    const edits = contentChanges.map(lineEditOf);
    if (isReading && this.#log.length < MAX_LOGGED) this.#log.push({ document, version, edits });
    if (this.#shownBy?.document !== document) return;
    this.#shownBy = { document, version };
    if (edits.length > 0) this.#follow(edits, document);
  }

  /** The document is gone, and with it the edits that were not saved. */
  closed(document: vscode.TextDocument): void {
    if (this.#shownBy?.document !== document) return;
    this.#shownBy = null;
    if (this.#read?.overview.source.kind === 'disk') this.#edits = LiveEdits.none(this.#read);
  }

  readingBegins(): void {
    this.#log = [];
  }

  /** Takes what was read of that version of a document, or of a file that no document shows; edits made since are followed. */
  adopt(read: ReadTrace, shownBy: DocumentVersion | null): void {
    this.#read = read;
    this.#edits = LiveEdits.none(read);
    this.#shownBy = shownBy;
    if (!shownBy) return;
    const { document } = shownBy;
    const since = this.#log.filter((logged) => logged.document === document && logged.version > shownBy.version);
    this.#log = [];
    this.#shownBy = { document, version: document.version };
    const edits = since.flatMap((logged) => logged.edits);
    if (document.version !== shownBy.version) this.#follow(edits, document);
  }

  /** Takes the same trace in another unit. */
  adoptUnit(read: ReadTrace): void {
    this.#read = read;
    this.#edits = this.#edits?.of(read) ?? null;
  }

  forget(): void {
    this.#read = null;
    this.#edits = null;
    this.#shownBy = null;
  }

  #follow(edits: readonly LineEdit[], document: vscode.TextDocument): void {
    this.#edits = this.#read?.canFollowEdits ? (this.#edits?.after(edits, linedText(document)) ?? null) : null;
  }
}

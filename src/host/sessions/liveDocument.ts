import type * as vscode from 'vscode';
import { type LineEdit, LiveEdits, type LiveTrace, lineEditOf } from '../../live';
import type { ReadTrace } from './readTrace';
import { type DocumentVersion, linedText } from './traceSource';

interface LoggedEdits extends DocumentVersion {
  readonly edits: readonly LineEdit[];
}

/** Edits beyond this many during one reading are dropped: reading starts over whenever the typing pauses. */
const MAX_LOGGED = 10_000;

/**
 * Keeps a read trace in step with the text document that shows it: after an edit, only the lines it touched are read.
 */
export class LiveDocument {
  #read: ReadTrace | null = null;
  /** null after edits that require reading all of the trace again. */
  #edits: LiveEdits | null = null;
  #shownBy: DocumentVersion | null = null;
  /** Edits made while the trace is being read; the bytes being read may be older than them. */
  #log: LoggedEdits[] = [];

  /** The trace as the document has it; null before it is read, and after edits that require reading all of it again. */
  get trace(): LiveTrace | null {
    return this.#edits?.trace ?? null;
  }

  /** Whether the document has edits that the trace as read does not. */
  get isAhead(): boolean {
    return this.#read !== null && (this.#edits === null || this.#edits.trace.isEdited);
  }

  /** Whether `trace` describes the current document. */
  isOf(document: vscode.TextDocument): boolean {
    return this.#edits !== null && this.#shownBy?.document === document && this.#shownBy.version === document.version;
  }

  /**
   * The trace was read from disk, perhaps before the editor was opened: a document without unsaved edits shows that
   * file.
   */
  adopt(document: vscode.TextDocument): void {
    if (this.#read?.overview.source.kind !== 'disk' || document.isDirty) return;
    if (this.#shownBy?.document.isClosed ?? true) this.#shownBy = { document, version: document.version };
  }

  /** Follows an edit of the document; to be called right after each edit. */
  edited({ document, contentChanges }: vscode.TextDocumentChangeEvent, isReading: boolean): void {
    const { version } = document;
    const edits = contentChanges.map(lineEditOf);
    if (isReading && this.#log.length < MAX_LOGGED) this.#log.push({ document, version, edits });
    if (this.#shownBy?.document !== document) return;
    this.#shownBy = { document, version };
    if (edits.length > 0) this.#follow(edits, document);
  }

  /** Drops the unsaved edits of a document that was closed. */
  closed(document: vscode.TextDocument): void {
    if (this.#shownBy?.document !== document) return;
    this.#shownBy = null;
    if (this.#read?.overview.source.kind === 'disk') this.#edits = LiveEdits.none(this.#read);
  }

  readingBegins(): void {
    this.#log = [];
  }

  /**
   * @param shownBy the document version that was read, or that shows the file that was read; edits since then are
   * followed
   */
  readingEnded(read: ReadTrace, shownBy: DocumentVersion | null): void {
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
  setUnit(read: ReadTrace): void {
    this.#read = read;
    this.#edits = this.#edits?.of(read) ?? null;
  }

  forget(): void {
    this.#read = null;
    this.#edits = null;
    this.#shownBy = null;
  }

  #follow(edits: readonly LineEdit[], document: vscode.TextDocument): void {
    this.#edits = this.#edits?.after(edits, linedText(document)) ?? null;
  }
}

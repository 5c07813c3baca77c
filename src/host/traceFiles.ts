import * as vscode from 'vscode';
import { fileKind, identify, SAMPLE_BYTES } from '../trace';
import { beginningOfText } from '../worker';
import { firstBytes } from './files';
import { onReadingChange, tablesOf } from './settings';

/** Endings of files that may be traces. Their content decides. */
const PATTERN = '**/*.{csv,tsv,txt,log,json,jsonl,ndjson,gz,zst,parquet}';
/** Files examined in a workspace, and how many at a time. Each takes a few milliseconds at most. */
const MAX_FILES = 2000;
const PARALLEL = 4;
const CONTEXT = 'faasnet.traceFiles';

/** Finds the traces of the workspace by their content, and sets the context key of the menus. */
export class TraceFiles implements vscode.Disposable {
  readonly #traces = new Map<string, vscode.Uri>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  readonly #subscriptions: vscode.Disposable;
  #announced: Promise<void> | null = null;
  #scanned: Promise<void>;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#watcher,
      this.#watcher.onDidCreate((uri) => void this.#examine(uri)),
      this.#watcher.onDidChange((uri) => void this.#examine(uri)),
      this.#watcher.onDidDelete((uri) => this.#set(uri, false)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#scanAgain()),
      onReadingChange('formats', () => this.#scanAgain()),
    );
    this.#scanned = this.#scan();
  }

  /** Sorted by path. */
  get all(): readonly vscode.Uri[] {
    return [...this.#traces.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** All, once the workspace has been looked through. */
  async scanned(): Promise<readonly vscode.Uri[]> {
    await this.#scanned.catch(() => {});
    return this.all;
  }

  /** Whether a file is a trace, also before the workspace has been looked through. */
  async has(uri: vscode.Uri): Promise<boolean> {
    if (!this.#traces.has(uri.toString())) await this.#examine(uri);
    return this.#traces.has(uri.toString());
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #scanAgain(): void {
    this.#scanned = this.#scan();
  }

  async #scan(): Promise<void> {
    const files = await vscode.workspace.findFiles(PATTERN, '**/node_modules/**', MAX_FILES);
    const found = new Set(files.map((uri) => uri.toString()));
    for (const [key, uri] of this.#traces) if (!found.has(key)) this.#set(uri, false);
    const next = files.values();
    const examineAll = async () => {
      for (const uri of next) await this.#examine(uri);
    };
    await Promise.all(Array.from({ length: PARALLEL }, examineAll));
  }

  async #examine(uri: vscode.Uri): Promise<void> {
    this.#set(uri, await isTraceFile(uri).catch(() => false));
  }

  #set(uri: vscode.Uri, isTrace: boolean): void {
    const key = uri.toString();
    if (this.#traces.has(key) === isTrace) return;
    if (isTrace) this.#traces.set(key, uri);
    else this.#traces.delete(key);
    // Files found in one turn of the event loop are announced together.
    this.#announced ??= Promise.resolve().then(() => {
      this.#announced = null;
      void vscode.commands.executeCommand(
        'setContext',
        CONTEXT,
        this.all.map((uri) => uri.fsPath),
      );
    });
  }
}

/**
 * Whether a file is read as a trace, by its first 64 KiB as they are or unpacked. Any Parquet file may be one: its
 * columns are at its end.
 */
async function isTraceFile(uri: vscode.Uri): Promise<boolean> {
  const bytes = await firstBytes(uri, SAMPLE_BYTES);
  if (fileKind(bytes)?.id === 'parquet') return true;
  const content = await beginningOfText(bytes, SAMPLE_BYTES);
  return content !== null && identify(content, content.length < SAMPLE_BYTES, tablesOf(uri)) !== null;
}

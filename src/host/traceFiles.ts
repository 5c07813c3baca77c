import * as vscode from 'vscode';
import { isTraceHeader } from '../trace';
import { firstBytes } from './files';

/** Enough for blank lines and a header. */
const PEEK_BYTES = 4096;
/** Files examined in a workspace, and how many at a time. */
const MAX_FILES = 2000;
const PARALLEL = 8;
const CONTEXT = 'faasnet.traceFiles';

/** Finds traces among the CSV files of the workspace by their header line, and sets the context key of the menus. */
export class TraceFiles implements vscode.Disposable {
  readonly #traces = new Map<string, vscode.Uri>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.csv');
  readonly #subscriptions: vscode.Disposable;
  #announced: Promise<void> | null = null;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#watcher,
      this.#watcher.onDidCreate((uri) => void this.#examine(uri)),
      this.#watcher.onDidChange((uri) => void this.#examine(uri)),
      this.#watcher.onDidDelete((uri) => this.#set(uri, false)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#scan()),
    );
    void this.#scan();
  }

  /** Sorted by path. */
  get all(): readonly vscode.Uri[] {
    return [...this.#traces.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #scan(): Promise<void> {
    const files = await vscode.workspace.findFiles('**/*.csv', '**/node_modules/**', MAX_FILES);
    const found = new Set(files.map((uri) => uri.toString()));
    for (const [key, uri] of this.#traces) if (!found.has(key)) this.#set(uri, false);
    const next = files.values();
    const examineAll = async () => {
      for (const uri of next) await this.#examine(uri);
    };
    await Promise.all(Array.from({ length: PARALLEL }, examineAll));
  }

  async #examine(uri: vscode.Uri): Promise<void> {
    const start = await firstBytes(uri, PEEK_BYTES).catch(() => new Uint8Array());
    const [line] = new TextDecoder()
      .decode(start)
      .trimStart()
      .split(/[\r\n]/, 1);
    this.#set(uri, isTraceHeader(line));
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

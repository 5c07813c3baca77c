import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isTraceHeader } from '../trace';

/** Enough for blank lines and a header. */
const PEEK_BYTES = 4096;
/** Files looked at in a workspace, and how many at a time. */
const MAX_FILES = 2000;
const PARALLEL = 8;
/** VS Code reads other than local files only whole. */
const MAX_REMOTE_BYTES = 1 << 20;
const CONTEXT = 'faasnet.traceFiles';

/** Knows which CSV files of the workspace are traces, from their first lines, and tells VS Code for its menus. */
export class TraceFiles implements vscode.Disposable {
  readonly #traces = new Map<string, vscode.Uri>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.csv');
  readonly #subscriptions: vscode.Disposable;
  #announced: Promise<void> | null = null;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#watcher,
      this.#watcher.onDidCreate((uri) => void this.#look(uri)),
      this.#watcher.onDidChange((uri) => void this.#look(uri)),
      this.#watcher.onDidDelete((uri) => this.#set(uri, false)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#scan()),
    );
    void this.#scan();
  }

  /** In the order of their paths. */
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
    const lookAtAll = async () => {
      for (const uri of next) await this.#look(uri);
    };
    await Promise.all(Array.from({ length: PARALLEL }, lookAtAll));
  }

  async #look(uri: vscode.Uri): Promise<void> {
    const start = await firstBytes(uri).catch(() => new Uint8Array());
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
    // Files found in one turn are announced together.
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

async function firstBytes(uri: vscode.Uri): Promise<Uint8Array> {
  if (uri.scheme !== 'file') {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > MAX_REMOTE_BYTES
      ? new Uint8Array()
      : (await vscode.workspace.fs.readFile(uri)).subarray(0, PEEK_BYTES);
  }
  const file = await open(uri.fsPath, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(PEEK_BYTES), 0, PEEK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

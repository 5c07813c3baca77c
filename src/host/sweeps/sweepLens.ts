import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { isSweepFile, resultOf } from './files';

/** Above a sweep file: run it, submit it where Slurm is, show its results where there are some. */
export class SweepCodeLensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #watcher: vscode.FileSystemWatcher;
  #slurm: Promise<boolean> | null = null;

  constructor() {
    this.#watcher = vscode.workspace.createFileSystemWatcher('**/*.ftresult.json');
    for (const event of [this.#watcher.onDidCreate, this.#watcher.onDidDelete]) event(() => this.#changed.fire());
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isSweepFile(uri)) return [];
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [uri] });
    this.#slurm ??= hasSlurm();
    const [canSubmit, hasResults] = await Promise.all([this.#slurm, exists(resultOf(uri))]);
    return [
      lens('Run', 'faasnet.runSweep'),
      ...(canSubmit ? [lens('Submit', 'faasnet.submitSweep')] : []),
      ...(hasResults ? [lens('Show results', 'faasnet.showSweepResults')] : []),
    ];
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }
}

function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

function hasSlurm(): Promise<boolean> {
  return new Promise((resolve) => execFile('sbatch', ['--version'], (error) => resolve(error === null)));
}

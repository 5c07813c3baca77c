import * as vscode from 'vscode';
import { fileName } from '../documents';
import { chooseSweep } from './files';
import { type ProgramEnd, runProgram } from './program';

/** What the commands of sweeps need. */
export interface SweepPlace {
  readonly extensionUri: vscode.Uri;
}

/** Runs a sweep on all cores, with progress, and answers its file; undefined if it was cancelled or has failed. */
export async function runSweep(
  { extensionUri }: SweepPlace,
  given: vscode.Uri | string | undefined,
): Promise<vscode.Uri | undefined> {
  const file = await chooseSweep(given);
  if (!file) return undefined;
  await vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString())?.save();
  const end = await withProgress(`Sweep ${fileName(file)}`, (onProgress, token) =>
    runProgram(extensionUri, ['sweep', 'start', file.fsPath], onProgress, token),
  );
  return report(end, `Sweep ${fileName(file)}`) ? file : undefined;
}

/** Plans a sweep and submits it to Slurm. */
export async function submitSweep({ extensionUri }: SweepPlace, given: vscode.Uri | string | undefined): Promise<void> {
  const file = await chooseSweep(given);
  if (!file) return;
  const manifest = file.fsPath.replace(/\.ftsweep\.json$/, '.ftplan.json');
  const end = await withProgress(`Submitting ${fileName(file)}`, async (onProgress, token) => {
    const plan = ['sweep', 'plan', file.fsPath, '--out', manifest, '--force', '--no-estimate'];
    const planned = await runProgram(extensionUri, plan, onProgress, token);
    if (planned.code !== 0) return planned;
    return runProgram(extensionUri, ['sweep', 'submit', manifest, '--slurm', '--no-follow'], onProgress, token);
  });
  if (report(end, `Submitting ${fileName(file)}`)) void vscode.window.showInformationMessage(end.stdout.split('\n')[0]);
}

function withProgress(
  title: string,
  work: (onProgress: (line: string) => void, token: vscode.CancellationToken) => Promise<ProgramEnd>,
): Promise<ProgramEnd> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) =>
      work((message) => progress.report({ message: message.replace(/^\w+: /, '') }), token),
    ),
  );
}

/** Shows why a command failed. Answers whether it worked. A cancelled one has nothing to say: its units are kept. */
function report({ code, message }: ProgramEnd, what: string): boolean {
  if (code === null || code === 143) {
    void vscode.window.showInformationMessage(`${what} was cancelled. What is done is kept; run it again to go on.`);
  } else if (code !== 0) {
    void vscode.window.showErrorMessage(`${what} failed: ${message.replace(/^faasnet: /, '').replaceAll('](', '] (')}`);
  }
  return code === 0;
}

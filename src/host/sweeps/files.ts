import * as vscode from 'vscode';
import { CommandError } from '../commands/commandError';
import { SWEEP_ENDING } from '../dashboard';

export const RESULT_ENDING = '.ftresult.json';

export function isSweepFile({ path }: vscode.Uri): boolean {
  return path.endsWith(SWEEP_ENDING);
}

/** The merged results of a sweep, beside it. */
export function resultOf(sweep: vscode.Uri): vscode.Uri {
  return sweep.with({ path: `${sweep.path.slice(0, -SWEEP_ENDING.length)}${RESULT_ENDING}` });
}

/** The given sweep, else that of the active editor, else one that the user chooses; undefined if they choose none. */
export async function chooseSweep(given: vscode.Uri | string | undefined): Promise<vscode.Uri | undefined> {
  const uri = typeof given === 'string' ? vscode.Uri.parse(given, true) : given;
  const active = vscode.window.activeTextEditor?.document.uri;
  const chosen = uri ?? (active && isSweepFile(active) ? active : await pickSweep());
  if (chosen && chosen.scheme !== 'file') {
    throw new CommandError('badFile', 'This sweep is not on this computer.', 'Copy it to this computer to run it.');
  }
  return chosen;
}

async function pickSweep(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(`**/*${SWEEP_ENDING}`, '**/node_modules/**', 100);
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
    return (await vscode.window.showQuickPick(items, { title: 'Which sweep?' }))?.uri;
  }
  return (await vscode.window.showOpenDialog({ title: 'Run Sweep', filters: { Sweeps: ['json'] } }))?.[0];
}

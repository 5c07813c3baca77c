import * as vscode from 'vscode';
import { activeTabFile } from '../activeTabFile';
import { fileName, isUnknownTable } from '../documents';
import { uriOfFiles } from '../sessions';
import { CommandError } from './commandError';
import type { Services } from './services';
import {
  activeTrace,
  chooseTrace,
  functionAt,
  type PlaceArgument,
  readTraceOf,
  type SelectionArgument,
} from './target';

export async function openDashboard(services: Services, argument: PlaceArgument): Promise<void> {
  const uri = argument.uri ? undefined : (activeTrace(services) ?? (await activeTable()));
  const chosen = uri ?? (await chooseTrace(services, argument));
  if (chosen) await services.dashboards.show(chosen);
}

/** The table in the active text editor that the dashboard can be told how to read. */
async function activeTable(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document ?? (await tabDocument());
  return document && isUnknownTable(document) ? document.uri : undefined;
}

/** The document of a tab whose editor VS Code has not opened yet; undefined for files too large for a document. */
async function tabDocument(): Promise<vscode.TextDocument | undefined> {
  const uri = activeTabFile();
  return uri && vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
}

/** Shows several files and folders, as selected in the explorer, as one trace. */
export async function openAsOneTrace(services: Services, { uri, selection }: SelectionArgument): Promise<void> {
  const chosen = selection ?? (uri ? [typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri] : await pickFiles());
  if (chosen.length === 0) return;
  const elsewhere = chosen.find(({ scheme }) => scheme !== 'file');
  if (elsewhere) {
    throw new CommandError(
      'badFile',
      `${fileName(elsewhere)} is not on this computer.`,
      'Copy the files to this computer to open them as one trace.',
    );
  }
  await services.dashboards.show(uriOfFiles(chosen));
}

async function pickFiles(): Promise<readonly vscode.Uri[]> {
  const title = 'Which files are one trace?';
  return (await vscode.window.showOpenDialog({ title, canSelectMany: true })) ?? [];
}

/** Shows how a file is read, to be changed. */
export async function changeFormat(services: Services, argument: PlaceArgument): Promise<void> {
  const uri = await chooseTrace(services, argument);
  if (uri) await services.dashboards.show(uri, { kind: 'mapping' });
}

/** Focuses the dashboard on the function of a line: the given one or the one under the cursor. */
export async function showFunction(services: Services, argument: PlaceArgument): Promise<void> {
  const uri = await chooseTrace(services, argument);
  if (!uri) return;
  const line = argument.line ?? cursorLine(uri);
  if (line === undefined) {
    throw new CommandError('noColdStart', 'No line is selected.', "Put the cursor on a cold start's line first.");
  }
  const lease = services.sessions.acquire(uri);
  try {
    const { functionId, name } = functionAt(await readTraceOf(lease.session), line);
    await services.dashboards.show(uri, { kind: 'function', functionId, name }, vscode.ViewColumn.Beside);
  } finally {
    lease.dispose();
  }
}

/** Shows the function trees of the runs, or offers to simulate if there are none. */
export async function showFunctionTree(services: Services, argument: PlaceArgument): Promise<void> {
  const uri = argument.uri ? await chooseTrace(services, argument) : (activeTrace(services) ?? null);
  const lease = services.sessions.acquire(uri ?? null);
  try {
    const runs = await lease.session.request('runs', {});
    if (runs.some(({ result }) => result && result.trees > 0)) {
      await services.dashboards.show(uri ?? null, { kind: 'tree' });
      return;
    }
  } finally {
    lease.dispose();
  }
  const simulate = 'Simulate Provisioning…';
  const burst = 'Simulate a Burst…';
  const message = 'Function trees come from a simulation. Run one first.';
  const choice = await vscode.window.showInformationMessage(message, ...(uri ? [simulate, burst] : [burst]));
  if (choice === simulate) await vscode.commands.executeCommand('faasnet.simulateProvisioning', { uri });
  if (choice === burst) await vscode.commands.executeCommand('faasnet.simulateBurst');
}

export async function reloadTrace(services: Services, argument: PlaceArgument): Promise<void> {
  const uri = await chooseTrace(services, argument);
  if (!uri) return;
  const lease = services.sessions.acquire(uri);
  try {
    await lease.session.read();
  } finally {
    lease.dispose();
  }
}

/** From 1. */
function cursorLine(uri: vscode.Uri): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line + 1 : undefined;
}

import * as vscode from 'vscode';
import { writeFile } from '../outputFile';
import { pathsOf } from '../sessions';

/**
 * Asks where to save a text, and writes it. Resolves with the file's name, or null if the user dismisses the question.
 * @param near suggests this file's folder
 */
export async function saveText(near: vscode.Uri | null, suggestedName: string, text: string): Promise<string | null> {
  const target = await vscode.window.showSaveDialog({ defaultUri: suggestion(near, suggestedName) });
  if (!target) return null;
  await writeFile(target, [new TextEncoder().encode(text)]);
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}

/** Suggests a place for a file: the folder of `near`, else the workspace. Path separators in the name are replaced. */
export function suggestion(near: vscode.Uri | null, name: string): vscode.Uri | undefined {
  const safeName = name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '') || 'results';
  const folder = near && isPlace(near) ? vscode.Uri.joinPath(near, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, safeName);
}

/** Whether a URI has a folder: an unsaved document has none, and several files have many. */
function isPlace(uri: vscode.Uri): boolean {
  return uri.scheme !== 'untitled' && pathsOf(uri) === null;
}

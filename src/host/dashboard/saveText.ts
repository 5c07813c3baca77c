import * as vscode from 'vscode';

/**
 * Asks where to save a text, and writes it. Answers the file's name, or null where the user thought better of it.
 * @param near suggests this file's folder
 */
export async function saveText(near: vscode.Uri | null, suggestedName: string, text: string): Promise<string | null> {
  const target = await vscode.window.showSaveDialog({ defaultUri: suggestion(near, suggestedName) });
  if (!target) return null;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}

/** Where a file of this name would go: beside `near`, else in the workspace. Folders in the name are not followed. */
export function suggestion(near: vscode.Uri | null, name: string): vscode.Uri | undefined {
  const safeName = name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '') || 'results';
  const folder =
    near && near.scheme !== 'untitled' ? vscode.Uri.joinPath(near, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, safeName);
}

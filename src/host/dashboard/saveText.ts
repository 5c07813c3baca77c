import * as vscode from 'vscode';
import { writeFile } from '../outputFile';
import { pathsOf } from '../sessions';
import { type PictureText, withPictureNames } from './pictureNames';

/**
 * Asks where to save a text, and writes it, with its pictures beside it. Resolves with the file, or null if the user
 * dismisses a question.
 * @param near suggests this file's folder
 */
export async function saveText(
  near: vscode.Uri | null,
  suggestedName: string,
  text: string,
  pictures: readonly PictureText[] = [],
): Promise<vscode.Uri | null> {
  const target = await vscode.window.showSaveDialog({ defaultUri: suggestion(near, suggestedName) });
  if (!target) return null;
  const named = withPictureNames(target.path.slice(target.path.lastIndexOf('/') + 1), text, pictures);
  const beside = named.pictures.map((picture) => ({
    ...picture,
    uri: vscode.Uri.joinPath(target, '..', picture.name),
  }));
  if (!(await mayReplace(beside.map(({ uri }) => uri)))) return null;
  for (const { uri, text: drawing } of beside) await writeFile(uri, [new TextEncoder().encode(drawing)]);
  await writeFile(target, [new TextEncoder().encode(named.text)]);
  return target;
}

/** Asks where to save a file, and writes it. Resolves as `saveText` does. */
export async function saveBytes(
  near: vscode.Uri | null,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<vscode.Uri | null> {
  const target = await vscode.window.showSaveDialog({ defaultUri: suggestion(near, suggestedName) });
  if (target) await writeFile(target, [bytes]);
  return target ?? null;
}

/** The save dialog has asked about the file itself only. */
async function mayReplace(files: readonly vscode.Uri[]): Promise<boolean> {
  const found = await Promise.all(
    files.map((file) =>
      vscode.workspace.fs.stat(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  const names = files.filter((_, i) => found[i]).map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  if (names.length === 0) return true;
  const question = `Replace ${names.join(' and ')} beside it?`;
  return (await vscode.window.showWarningMessage(question, { modal: true }, 'Replace')) !== undefined;
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

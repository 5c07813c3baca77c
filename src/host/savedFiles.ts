import * as vscode from 'vscode';
import type { SavedFile } from '../protocol/dashboard';

/** The files written for one page, which may ask to open them: of no other file can it name the place. */
export class SavedFiles {
  readonly #files: vscode.Uri[] = [];

  /** null for a question that the user dismissed. */
  add(file: vscode.Uri | null): SavedFile | null {
    return file && { id: this.#files.push(file) - 1, place: placeOf(file) };
  }

  async open(id: number): Promise<void> {
    const file = this.#files.at(id);
    if (file) await openFile(file);
  }
}

/** Says where a file was written, and offers to open it. */
export async function tellSaved(file: vscode.Uri): Promise<void> {
  const open = await vscode.window.showInformationMessage(`Saved as ${placeOf(file)}.`, 'Open');
  if (open !== undefined) await openFile(file);
}

/** The path in the workspace; outside of it, the whole path. */
function placeOf(file: vscode.Uri): string {
  return vscode.workspace.asRelativePath(file);
}

/** A page for browsers opens in one, Markdown as its preview, anything else in its editor. */
async function openFile(file: vscode.Uri): Promise<void> {
  if (/\.html$/i.test(file.path)) await vscode.env.openExternal(file);
  else if (/\.md$/i.test(file.path)) await vscode.commands.executeCommand('markdown.showPreview', file);
  else await vscode.commands.executeCommand('vscode.open', file);
}

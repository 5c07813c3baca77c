import * as vscode from 'vscode';
import { fileName } from './documents';

export interface FileItem extends vscode.QuickPickItem {
  /** undefined to open a file dialog. */
  readonly uri: vscode.Uri | undefined;
}

/** A file in a list to choose from: its name, and its folder unless that is the workspace's. */
export function fileItem(uri: vscode.Uri): FileItem {
  const path = vscode.workspace.asRelativePath(uri);
  return { label: fileName(uri), description: path.slice(0, Math.max(0, path.lastIndexOf('/'))), uri };
}

export const OTHER_FILE: FileItem = { label: 'Another file…', uri: undefined };

import * as path from 'node:path';
import * as vscode from 'vscode';

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

export function fileName(uri: vscode.Uri): string {
  return path.posix.basename(uri.path) || uri.toString();
}

import { realpath, stat } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * Whether a local file has another time of change or another size than when it was read. A missing file counts as
 * unchanged.
 */
export async function isFileChanged(uri: vscode.Uri, modified: number, bytes: number): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  const stats = await stat(uri.fsPath).catch(() => null);
  return stats !== null && (Math.round(stats.mtimeMs) !== modified || stats.size !== bytes);
}

/** Where a file is once symbolic links are followed; null if the path has no links, or leads nowhere. */
export async function linkTarget(uri: vscode.Uri): Promise<vscode.Uri | null> {
  if (uri.scheme !== 'file') return null;
  const target = await realpath(uri.fsPath).catch(() => uri.fsPath);
  return target === uri.fsPath ? null : vscode.Uri.file(target);
}

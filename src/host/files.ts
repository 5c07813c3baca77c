import * as vscode from 'vscode';
import { FileError, readBeginning } from '../worker';

/** VS Code reads files of other file systems only whole. */
const MAX_REMOTE_BYTES = 1 << 20;

/**
 * The first `maxBytes` bytes of a file; empty for a large file that is not local. Rejects with a `FileError`
 * for anything but a regular file, and with VS Code's own error for what it can't read.
 */
export async function firstBytes(uri: vscode.Uri, maxBytes: number): Promise<Uint8Array> {
  if (uri.scheme === 'file') return readBeginning(uri.fsPath, maxBytes);
  const { size } = await fileStat(uri);
  if (size > MAX_REMOTE_BYTES) return new Uint8Array();
  return (await vscode.workspace.fs.readFile(uri)).subarray(0, maxBytes);
}

/** All of a file, or null if it has more than `maxBytes` bytes. Rejects as `firstBytes` does. */
export async function readSmallFile(uri: vscode.Uri, maxBytes: number): Promise<Uint8Array | null> {
  if (uri.scheme === 'file') {
    const bytes = await readBeginning(uri.fsPath, maxBytes + 1);
    return bytes.length > maxBytes ? null : bytes;
  }
  const { size } = await fileStat(uri);
  return size > maxBytes ? null : vscode.workspace.fs.readFile(uri);
}

/**
 * What VS Code knows of a file. Rejects with a `FileError` for a folder, a pipe or a device, which must not be read.
 */
export async function fileStat(uri: vscode.Uri): Promise<vscode.FileStat> {
  const stat = await vscode.workspace.fs.stat(uri);
  if ((stat.type & vscode.FileType.File) !== 0) return stat;
  const kind = (stat.type & vscode.FileType.Directory) !== 0 ? 'a folder' : 'a pipe or a device';
  throw new FileError(`This is ${kind}, not a file.`, 'Open a CSV file.');
}

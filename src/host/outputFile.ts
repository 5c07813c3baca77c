import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { writeOutputFile } from '../worker';

/**
 * Writes a file that gets its name only once it is complete: a failure leaves the folder as it was. Replaces a file
 * that exists, which the save dialog has asked about. Rejects with a `WriteError`, or with VS Code's own error for
 * other file systems.
 */
export async function writeFile(
  target: vscode.Uri,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  if (target.scheme === 'file') {
    await writeOutputFile(target.fsPath, pieces, { replace: true });
    return;
  }
  const { fs } = vscode.workspace;
  const temporary = vscode.Uri.joinPath(target, '..', `.faasnet-${randomUUID()}.unfinished`);
  try {
    await fs.writeFile(temporary, await joined(pieces));
    await fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => {});
    throw error;
  }
}

/** VS Code writes files of other file systems only whole. */
async function joined(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

import type { TraceBytes } from '../protocol/worker';
import { fileInMemory, openFiles, type StoredFiles } from './containers';
import { sharedPiecesSource } from './sharedPieces';

/**
 * Opens what a request names. Rejects with a `FileError`.
 * @param name what messages call bytes in memory
 */
export async function openBytes(bytes: TraceBytes, name: string): Promise<StoredFiles> {
  return bytes.kind === 'pieces' ? fileInMemory(name, sharedPiecesSource(bytes.pieces)) : openFiles(pathsOf(bytes));
}

/** The files and folders that a request names; empty for bytes in memory. */
export function pathsOf(bytes: TraceBytes): readonly string[] {
  if (bytes.kind === 'pieces') return [];
  return bytes.kind === 'file' ? [bytes.path] : bytes.paths;
}

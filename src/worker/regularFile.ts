import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { AdvisedError } from '../errors';

/** A file that can't be read: why not, and what to do. */
export class FileError extends AdvisedError {
  override readonly name = 'FileError';
  constructor(message: string, advice: string) {
    super(message, 'FileError', advice);
  }
}

export interface OpenFile {
  readonly handle: FileHandle;
  /** As it was when the file was opened. */
  readonly stats: Stats;
}

/**
 * Keeps `open` from waiting for the other end of a named pipe. Windows has no such flag, and no pipes among its files.
 */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a path for reading if it is a regular file. Opening a named pipe blocks a thread of the process until a writer
 * opens the pipe; four such threads exhaust Node's thread pool, and the process can open no more files. So the path is
 * checked first, and opened without blocking in case it becomes a pipe in between. Rejects with a `FileError`.
 */
export async function openRegularFile(path: string): Promise<OpenFile> {
  try {
    requireRegular(await stat(path));
    const handle = await open(path, READ_WITHOUT_WAITING);
    try {
      const stats = await handle.stat();
      requireRegular(stats);
      return { handle, stats };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw fileError(error);
  }
}

/**
 * The first bytes of a regular file, `maxBytes` at most: fewer where the file is shorter. Rejects with a `FileError`.
 */
export async function readBeginning(path: string, maxBytes: number): Promise<Uint8Array> {
  const { handle, stats } = await openRegularFile(path);
  try {
    const bytes = new Uint8Array(Math.min(maxBytes, Math.max(stats.size, 0)));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } catch (error) {
    throw fileError(error);
  } finally {
    await handle.close();
  }
}

function requireRegular(stats: Stats): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new FileError('This is a folder, not a file.', 'Open a CSV file.');
  if (stats.isFIFO()) {
    throw new FileError('This is a named pipe, not a file.', 'Save what comes through it to a file, and open that.');
  }
  const kind = stats.isSocket() ? 'socket' : 'device';
  throw new FileError(`This is a ${kind}, not a file.`, 'Open a CSV file.');
}

/** The error of a file operation as a `FileError`. */
export function fileError(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [message, advice] = EXPLANATIONS[code] ?? [
    `The file can't be read: ${error instanceof Error ? error.message : String(error)}.`,
    'Check that its disk is available, then read it again.',
  ];
  return new FileError(message, advice);
}

const EXPLANATIONS: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  ENOENT: ['The file is not there any more.', 'It may have been moved or deleted. Open it from its new place.'],
  ENOTDIR: ['The file is not there any more.', 'It may have been moved or deleted. Open it from its new place.'],
  ELOOP: ['This is a symbolic link to itself.', 'Make the link point to the file.'],
  EACCES: ['You have no permission to read the file.', 'Give yourself read permission, then read it again.'],
  EPERM: ['You have no permission to read the file.', 'Give yourself read permission, then read it again.'],
};

import { constants, rmSync } from 'node:fs';
import { access, type FileHandle, link, lstat, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AdvisedError } from '../errors';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENODEV: 'it is a device or a pipe',
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would be larger than the file system allows',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'it is a symbolic link to itself',
  EMFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  EIO: 'the disk failed',
};

/** An output that cannot be written. */
export class WriteError extends AdvisedError {
  override readonly name = 'WriteError';
  /** @param target the file, or another name for where the output goes */
  constructor(target: string, cause: NodeJS.ErrnoException, advice = '') {
    const reason = REASONS[cause.code ?? ''] ?? cause.message;
    super(`${target} can't be written: ${reason}.`, 'WriteError', advice, { cause });
  }
}

/** A file that exists and must not be replaced. */
export class FileExistsError extends AdvisedError {
  override readonly name = 'FileExistsError';
  constructor(file: string) {
    super(`${file} exists already.`, 'fileExists', 'Name another file.');
  }
}

/** The content of a file, in order. */
export type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

export interface OutputFileOptions {
  /** Replaces a file that exists; false throws `FileExistsError` instead. */
  readonly replace: boolean;
  /** Aborting removes what was written so far. */
  readonly signal?: AbortSignal;
  /** Also writes to devices and named pipes, which may block. */
  readonly devices?: boolean;
}

/** Ending of files that are being written. */
const UNFINISHED = '.unfinished';

/** Temporary files to remove if the process ends before they are complete. */
const unfinishedFiles = new Set<string>();

/** Removes, synchronously, every file that is being written: for handlers of signals that end the process. */
export function removeUnfinishedFiles(): void {
  for (const file of unfinishedFiles) rmSync(file, { force: true });
  unfinishedFiles.clear();
}

/**
 * Writes a file that gets its name only once it is complete and on the disk: a failure, an abort or an error of
 * `pieces` leaves the folder as it was. It is written under an unused temporary name in the same folder. A symbolic
 * link stays a link; its target is replaced. Devices and named pipes are written to directly. Answers the number of
 * bytes. Throws `WriteError`, `FileExistsError`, the signal's reason, and whatever `pieces` throws.
 */
export async function writeOutputFile(
  file: string,
  pieces: Pieces,
  { replace, signal, devices = false }: OutputFileOptions,
): Promise<number> {
  signal?.throwIfAborted();
  const target = await worded(file, linkTarget(file));
  const status = await stat(target).catch(() => null);
  if (status?.isDirectory()) throw new WriteError(file, errnoOf('EISDIR'));
  if (status && !status.isFile()) {
    if (!devices) throw new WriteError(file, errnoOf('ENODEV'));
    return writeDirectly(file, pieces, signal);
  }
  if (status && !replace) throw new FileExistsError(file);
  // Renaming would replace a file that may not be written to.
  if (status) await worded(file, access(target, constants.W_OK));
  const temporary = path.join(path.dirname(target), `.faasnet-${globalThis.crypto.randomUUID()}${UNFINISHED}`);
  const handle = await worded(file, open(temporary, 'wx'));
  unfinishedFiles.add(temporary);
  try {
    const size = await writeNew(file, handle, pieces, { mode: status?.mode, signal }).finally(() => handle.close());
    if (replace) await worded(file, rename(temporary, target));
    else await nameUnlessExists(file, temporary, target);
    return size;
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
    unfinishedFiles.delete(temporary);
  }
}

async function writeNew(
  file: string,
  handle: FileHandle,
  pieces: Pieces,
  { mode, signal }: { readonly mode: number | undefined; readonly signal: AbortSignal | undefined },
): Promise<number> {
  if (mode !== undefined) await worded(file, handle.chmod(mode & 0o7777));
  const size = await writePieces(file, handle, pieces, signal);
  await worded(file, handle.datasync());
  return size;
}

async function writeDirectly(file: string, pieces: Pieces, signal: AbortSignal | undefined): Promise<number> {
  const handle = await worded(file, open(file, 'a'));
  return writePieces(file, handle, pieces, signal).finally(() => handle.close());
}

async function writePieces(
  file: string,
  handle: FileHandle,
  pieces: Pieces,
  signal: AbortSignal | undefined,
): Promise<number> {
  let size = 0;
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    await worded(file, handle.appendFile(piece));
    size += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
  }
  signal?.throwIfAborted();
  return size;
}

/**
 * Gives the file its name unless another has taken it meanwhile. Not every file system has links; then a moment stays
 * open.
 */
async function nameUnlessExists(file: string, temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new FileExistsError(file);
    if (await stat(target).catch(() => null)) throw new FileExistsError(file);
    await worded(file, rename(temporary, target));
  }
}

/** The path behind symbolic links, also behind one whose target does not exist yet. */
async function linkTarget(file: string): Promise<string> {
  const status = await lstat(file).catch(() => null);
  if (!status?.isSymbolicLink()) return file;
  return realpath(file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return path.resolve(path.dirname(file), await readlink(file));
  });
}

/** Rejects with an `WriteError` if the operation fails. */
async function worded<T>(file: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw new WriteError(file, error as NodeJS.ErrnoException);
  }
}

function errnoOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

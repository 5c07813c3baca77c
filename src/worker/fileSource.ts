import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../trace';
import { fileError, openRegularFile } from './regularFile';

const CHUNK_BYTES = 1 << 20;

/** A file on disk as bytes that can be read again from any offset. Close it when the trace has been read. */
export interface FileSource extends ByteSource {
  /** Epoch milliseconds of the file's last change. */
  readonly modified: number;
  /** For other threads of the process to read from, until it is closed. */
  readonly fd: number;
  /** Whether somebody has written to the file since it was opened: what was read may mix old and new. */
  hasChanged(): Promise<boolean>;
  close(): Promise<void>;
}

/** Rejects with a `FileError` for what can't be opened or is not a regular file. */
export async function fileSource(path: string): Promise<FileSource> {
  const { handle, stats } = await openRegularFile(path);
  return {
    size: stats.size,
    fd: handle.fd,
    modified: Math.round(stats.mtimeMs),
    read: (from, to = stats.size) => chunks(handle, from, Math.min(to, stats.size)),
    hasChanged: async () => {
      const now = await handle.stat();
      return now.size !== stats.size || now.mtimeMs !== stats.mtimeMs;
    },
    close: () => handle.close(),
  };
}

/** Reads up to the size the file had when it was opened, so that a file that is still being written to has an end. */
async function* chunks(file: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let position = from; position < to; ) {
    // Not filled with zeros first.
    const chunk = new Uint8Array(Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, to - position)).buffer);
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position).catch((error) => {
      throw fileError(error);
    });
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** Reads from an open file, in any thread: fills `into` from a position on, and returns how many bytes it read. */
export function readerOf(fd: number): (into: Uint8Array, position: number) => number {
  return (into, position) => readSync(fd, into, 0, into.length, position);
}

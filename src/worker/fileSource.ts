import { type FileHandle, open } from 'node:fs/promises';
import { AdvisedError } from '../errors';
import type { ByteSource } from '../trace';

const CHUNK_BYTES = 1 << 20;

/** A file on disk as bytes that can be read again from any offset. Close it when the trace has been read. */
export interface FileSource extends ByteSource {
  /** Epoch milliseconds of the file's last change. */
  readonly modified: number;
  /** For other threads of the process to read from, until it is closed. */
  readonly fd: number;
  close(): Promise<void>;
}

/** A file that can't be read at all: why not, and what to do. */
export class FileError extends AdvisedError {
  override readonly name = 'FileError';
  constructor(message: string, advice: string) {
    super(message, 'FileError', advice);
  }
}

/** Rejects with a FileError where the file can't be opened. */
export async function fileSource(path: string): Promise<FileSource> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stat = await file.stat();
    if (!stat.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'EISDIR' });
    const handle = file;
    return {
      size: stat.size,
      fd: handle.fd,
      modified: Math.round(stat.mtimeMs),
      read: (from) => chunks(handle, from, stat.size),
      close: () => handle.close(),
    };
  } catch (error) {
    await file?.close();
    throw readError(error);
  }
}

/** Reads up to the size the file had when it was opened: one that is still being written to has an end all the same. */
async function* chunks(file: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let position = from; position < to; ) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, to - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position).catch((error) => {
      throw readError(error);
    });
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
    position += bytesRead;
  }
}

function readError(error: unknown): FileError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [message, advice] = EXPLANATIONS[code] ?? [
    `The file can't be read: ${error instanceof Error ? error.message : String(error)}.`,
    'Check that the disk it is on is there, then read it again.',
  ];
  return new FileError(message, advice);
}

const EXPLANATIONS: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  ENOENT: ['The file is not there any more.', 'It may have been moved or deleted; open it from where it is now.'],
  EACCES: ['You have no permission to read the file.', 'Give yourself read permission on it, then read it again.'],
  EPERM: ['You have no permission to read the file.', 'Give yourself read permission on it, then read it again.'],
  EISDIR: ['This is not a file but a folder or a device.', 'Open a CSV file.'],
};

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { bytes } from '../text';
import { type ByteSource, bytesSource } from '../trace';
import { FileError, type FileSource, fileSource } from '../worker';
import type { Terminal } from './terminal';

/** Most bytes of a pipe that are kept in memory. */
const MOST_PIPED_BYTES = 2 ** 31;

/** A file that a command reads, or the whole content of a pipe. */
export interface Input {
  /** File name without folders, a pipe's path, or `standard input`. */
  readonly name: string;
  /** Epoch milliseconds of the file's last change; 0 for a pipe. */
  readonly modified: number;
  readonly source: ByteSource | FileSource;
  close(): Promise<void>;
}

/** Opens a file, a pipe, or standard input (`-`). Throws `FileError`. */
export async function openInput(file: string, terminal: Terminal): Promise<Input> {
  if (file === '-') return piped('standard input', terminal.stdin, terminal);
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return null;
    throw new FileError(`There is no file ${file}.`, 'Check the name and the current folder.');
  });
  // A pipe, such as the shell's <(zcat …), has no size and can be read only once.
  if (status?.isFIFO()) return piped(file, createReadStream(file), terminal);
  try {
    const source = await fileSource(file);
    return { name: path.basename(file), modified: source.modified, source, close: () => source.close() };
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`, error.advice) : error;
  }
}

async function piped(name: string, stream: AsyncIterable<Uint8Array>, terminal: Terminal): Promise<Input> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.length;
    if (size > MOST_PIPED_BYTES) {
      throw new FileError(
        `More than ${bytes(MOST_PIPED_BYTES)} came from ${name}.`,
        'Save it to a file and name that file.',
      );
    }
    terminal.progress(`reading ${name}: ${bytes(size)}`);
  }
  return { name, modified: 0, source: bytesSource(pieces), close: async () => {} };
}

/** A larger file is no profile, run file or log of a function tree. */
const MOST_TEXT_BYTES = 64 * 2 ** 20;

/** A small file as text. Throws `FileError`. */
export async function readText(
  file: string,
  terminal: Terminal,
): Promise<{ readonly name: string; readonly text: string }> {
  const input = await openInput(file, terminal);
  try {
    return await textOf(input);
  } finally {
    await input.close();
  }
}

/** A small input as text. Throws `FileError`. */
export async function textOf({ name, source }: Input): Promise<{ readonly name: string; readonly text: string }> {
  if (source.size > MOST_TEXT_BYTES) {
    throw new FileError(`${name} has more than ${bytes(MOST_TEXT_BYTES)}.`, 'Check that it is the file you mean.');
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of source.read(0)) text += decoder.decode(piece, { stream: true });
  return { name, text: text + decoder.decode() };
}

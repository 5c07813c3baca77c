import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { bytes, counted } from '../text';
import { type ByteSource, bytesSource } from '../trace';
import {
  distinctNames,
  FileError,
  type FileSource,
  type FormatChoice,
  fileInMemory,
  openFiles,
  type StoredFiles,
  type TraceText,
  traceText,
} from '../worker';
import type { Terminal } from './terminal';

/** Most bytes of a pipe that are kept in memory. */
const MOST_PIPED_BYTES = 2 ** 31;

/** Files that a command reads as one text, or the whole content of a pipe. */
export interface Input {
  /** File name without folders, a pipe's path, or `standard input`; of several files the first, and how many more. */
  readonly name: string;
  /** The same of each file and folder that was named, with folders before those that are alike. */
  readonly names: readonly string[];
  /** Files that were named once more; they are read once. */
  readonly repeated: number;
  /** Epoch milliseconds of the files' last change; 0 for a pipe. */
  readonly modified: number;
  /** The bytes as they are stored. */
  readonly stored: ByteSource;
  readonly text: TraceText;
  /** The file, if it is one and holds nothing but text: threads can read it. */
  readonly plain: FileSource | null;
  /** Whether somebody has written to the files since they were opened. */
  hasChanged(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens files and folders, a pipe, or standard input (`-`), whatever they are wrapped in. Throws `FileError`, and
 * `TraceError` for several files that are not one trace.
 */
export async function openInput(
  files: readonly string[],
  terminal: Terminal,
  choice: FormatChoice = {},
): Promise<Input> {
  const pipe = await pipeAmong(files, terminal);
  const opened = pipe ? fileInMemory(pipe.name, await piped(pipe, terminal)) : await openNamed(files);
  try {
    const text = await traceText(opened.files, choice);
    const { bytes: stored, modified, single, repeated, hasChanged, close } = opened;
    const plain = single && text.source === single ? single : null;
    const places = [...new Set(files.map((file) => path.resolve(file)))];
    const named = distinctNames(places.map((place) => ({ path: place, name: path.basename(place) })));
    const names = pipe ? [pipe.name] : named.map(({ name }) => name);
    const about = { name: nameOf(names), names, repeated, modified: modified ?? 0 };
    return { ...about, stored, text, plain, hasChanged, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The error of a single file names it as the command line does. */
async function openNamed(files: readonly string[]): Promise<StoredFiles> {
  return openFiles(files).catch((error) => {
    throw error instanceof FileError && files.length === 1
      ? new FileError(`${files[0]}: ${error.message}`, error.advice)
      : error;
  });
}

function nameOf([first, ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${counted(others.length, 'more file')}`;
}

interface Pipe {
  readonly name: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** The pipe that is the whole input; null if it is files. Throws `FileError` for what is not there. */
async function pipeAmong(files: readonly string[], terminal: Terminal): Promise<Pipe | null> {
  const pipes: Pipe[] = [];
  for (const file of files) {
    if (file === '-') {
      pipes.push({ name: 'standard input', stream: terminal.stdin });
      continue;
    }
    const status = await stat(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return null;
      throw new FileError(`There is no file ${file}.`, 'Check the name and the current folder.');
    });
    // A pipe, such as the shell's <(zcat …), has no size and can be read only once.
    if (status?.isFIFO()) pipes.push({ name: file, stream: createReadStream(file) });
  }
  if (pipes.length > 0 && files.length > 1) {
    throw new FileError(
      `${pipes[0].name} can't be read together with files.`,
      'Save what comes through the pipe to a file, and name that.',
    );
  }
  return pipes[0] ?? null;
}

async function piped({ name, stream }: Pipe, terminal: Terminal): Promise<ByteSource> {
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
  return bytesSource(pieces);
}

/** A larger file is no profile, run file or log of a function tree. */
const MOST_TEXT_BYTES = 64 * 2 ** 20;

/** A small file as text. Throws `FileError`. */
export async function readText(
  file: string,
  terminal: Terminal,
): Promise<{ readonly name: string; readonly text: string }> {
  const input = await openInput([file], terminal);
  try {
    return await textOf(input);
  } finally {
    await input.close();
  }
}

/** A small input as text. Throws `FileError`. */
export async function textOf({ name, text }: Input): Promise<{ readonly name: string; readonly text: string }> {
  const decoder = new TextDecoder();
  let decoded = '';
  let read = 0;
  for await (const piece of text.source.read(0)) {
    read += piece.length;
    if (read > MOST_TEXT_BYTES) {
      throw new FileError(`${name} has more than ${bytes(MOST_TEXT_BYTES)}.`, 'Check that it is the file you mean.');
    }
    decoded += decoder.decode(piece, { stream: true });
  }
  return { name, text: decoded + decoder.decode() };
}

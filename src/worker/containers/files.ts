import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { counted } from '../../text';
import type { ByteSource } from '../../trace';
import { type FileSource, fileSource } from '../fileSource';
import { FileError, fileError } from '../regularFile';
import { distinctNames } from './distinctNames';

/** A file to read from. */
export interface StoredFile {
  /** Its name, or its path in the folder that was chosen; with more folders before it if another has the same. */
  readonly name: string;
  readonly source: ByteSource;
  /** False for a file in a folder that was chosen as a whole: it may be something else than a trace. */
  readonly isChosen: boolean;
}

export interface StoredFiles {
  readonly files: readonly StoredFile[];
  /** Their bytes, one file after the other. */
  readonly bytes: ByteSource;
  /** The only file, if it is one and was chosen. */
  readonly single: FileSource | null;
  /** Files that were named once more, by the same or another name; they are read once. */
  readonly repeated: number;
  /** Epoch milliseconds of the last change of any of them; null for bytes in memory. */
  readonly modified: number | null;
  /** Whether somebody has written to any of them since. */
  hasChanged(): Promise<boolean>;
  close(): Promise<void>;
}

/** More files than any folder of traces has: a folder chosen by mistake ends here. */
const MOST_FILES = 10_000;

/** Opens files, and the files of folders. Rejects with a `FileError`, which names the path if there are several. */
export async function openFiles(paths: readonly string[]): Promise<StoredFiles> {
  const named = await filesAt(paths);
  const found = await eachOnce(named);
  const repeated = named.length - found.length;
  if (found.length === 1 && found[0].isChosen) {
    const source = await fileSource(found[0].path);
    return {
      files: [{ ...found[0], source }],
      bytes: source,
      single: source,
      repeated,
      modified: source.modified,
      hasChanged: () => source.hasChanged(),
      close: () => source.close(),
    };
  }
  const files: (StoredFile & ReopenedFile)[] = [];
  for (const { path, name, isChosen } of found) {
    files.push({ name, isChosen, ...(await reopenedFile(path).catch((error) => Promise.reject(inFile(error, name)))) });
  }
  return {
    files,
    bytes: concatenated(files.map(({ source }) => source)),
    single: null,
    repeated,
    modified: files.reduce((latest, { modified }) => Math.max(latest, modified), 0),
    hasChanged: async () => (await Promise.all(files.map((file) => file.hasChanged()))).includes(true),
    close: async () => {},
  };
}

/** Bytes in memory as a file that was chosen. @param name for messages */
export function fileInMemory(name: string, source: ByteSource): StoredFiles {
  return {
    files: [{ name, source, isChosen: true }],
    bytes: source,
    single: null,
    repeated: 0,
    modified: null,
    hasChanged: async () => false,
    close: async () => {},
  };
}

interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly isChosen: boolean;
}

async function filesAt(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const place of paths) {
    const stats = await stat(place).catch(() => null);
    if (stats?.isDirectory()) found.push(...(await filesIn(place)));
    // Whatever else it is, opening it says so.
    else found.push({ path: place, name: path.basename(place), isChosen: true });
  }
  return distinctNames(found);
}

/** The first of those that are one file, perhaps by a symbolic link. */
async function eachOnce(files: readonly FoundFile[]): Promise<FoundFile[]> {
  const places = await Promise.all(files.map(({ path }) => realpath(path).catch(() => path)));
  const seen = new Set<string>();
  return files.filter((_, at) => {
    if (seen.has(places[at])) return false;
    seen.add(places[at]);
    return true;
  });
}

const byName = new Intl.Collator('en', { numeric: true });

/** The files in a folder and its subfolders, without hidden ones: `day_2.csv` before `day_10.csv`. */
async function filesIn(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    throw fileError(error);
  });
  const names = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(path.sep).some((part) => part.startsWith('.') || part === 'node_modules'))
    .sort(byName.compare);
  if (names.length === 0) {
    throw new FileError(`There is no file in the folder ${path.basename(folder)}.`, 'Name a folder with traces in it.');
  }
  if (names.length > MOST_FILES) {
    throw new FileError(
      `There are ${counted(names.length, 'file')} in the folder ${path.basename(folder)}.`,
      'Name a folder that holds traces and nothing else.',
    );
  }
  const files = await Promise.all(
    names.map(async (name) => {
      const stats = await stat(path.join(folder, name)).catch(() => null);
      return stats?.isFile() ? { path: path.join(folder, name), name, isChosen: false } : null;
    }),
  );
  return files.filter((file) => file !== null);
}

interface ReopenedFile {
  readonly source: ByteSource;
  readonly modified: number;
  hasChanged(): Promise<boolean>;
}

/** A file that is open only while it is read: a process can't keep thousands open. */
async function reopenedFile(path: string): Promise<ReopenedFile> {
  const first = await fileSource(path);
  await first.close();
  async function* read(from: number, to?: number): AsyncGenerator<Uint8Array> {
    const source = await fileSource(path);
    try {
      yield* source.read(from, to);
    } finally {
      await source.close();
    }
  }
  return {
    source: { size: first.size, read },
    modified: first.modified,
    hasChanged: async () => {
      const now = await stat(path).catch(() => null);
      return now?.size !== first.size || Math.round(now.mtimeMs) !== first.modified;
    },
  };
}

function concatenated(sources: readonly ByteSource[]): ByteSource {
  return {
    size: sources.reduce((sum, { size }) => sum + size, 0),
    async *read(from) {
      let skip = from;
      for (const source of sources) {
        if (skip < source.size) yield* source.read(skip);
        skip = Math.max(0, skip - source.size);
      }
    },
  };
}

function inFile(error: unknown, name: string): unknown {
  return error instanceof FileError ? new FileError(`${name}: ${error.message}`, error.advice) : error;
}

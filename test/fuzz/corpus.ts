import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Inputs that once failed, kept as files: `corpus/<target>/<hash>`. Each is tried first in every later run. */
export async function readCorpus(folder: string, target: string): Promise<Uint8Array[]> {
  const place = path.join(folder, target);
  if (!existsSync(place)) return [];
  const files = (await readdir(place)).sort();
  return Promise.all(files.map((file) => readFile(path.join(place, file))));
}

/** Keeps a failing input; returns its file. */
export async function keep(folder: string, target: string, input: Uint8Array): Promise<string> {
  const place = path.join(folder, target);
  await mkdir(place, { recursive: true });
  const file = path.join(place, createHash('sha256').update(input).digest('hex').slice(0, 16));
  await writeFile(file, input);
  return file;
}

import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileError, fileSource } from '../../../src/worker';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faasnet-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe('fileSource', () => {
  it('reads a file repeatedly, from any byte', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251));
    const file = path.join(folder, 'bytes.csv');
    await writeFile(file, bytes);
    const source = await fileSource(file);
    expect(source.size).toBe(bytes.length);
    expect(source.modified).toBeGreaterThan(0);
    for (const from of [0, 1, 1 << 20, 2_499_999, 2_500_000]) {
      expect((await readAll(source.read(from))).equals(bytes.subarray(from))).toBe(true);
    }
    await source.close();
  });

  it('ends where the file ends if it has become shorter', async () => {
    const file = path.join(folder, 'shrinking.csv');
    await writeFile(file, 'x'.repeat(1000));
    const source = await fileSource(file);
    await truncate(file, 10);
    expect((await readAll(source.read(0))).toString()).toBe('x'.repeat(10));
    await source.close();
  });

  it('knows whether somebody has written to the file since it was opened', async () => {
    const file = path.join(folder, 'growing.csv');
    await writeFile(file, 'x'.repeat(1000));
    const source = await fileSource(file);
    expect(await source.hasChanged()).toBe(false);
    await truncate(file, 2000);
    expect(await source.hasChanged()).toBe(true);
    await source.close();
  });

  it.each([
    ['nothing there', 'missing.csv', /not there/],
    ['a folder', '.', /not a file/],
  ])('says that there is %s', async (_, name, message) => {
    const error = await fileSource(path.join(folder, name)).catch((error) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(error.message).toMatch(message);
    expect(error.advice).not.toBe('');
  });

  it('says that a symbolic link leads to itself', async () => {
    await symlink('loop.csv', path.join(folder, 'loop.csv'));
    const loop = await fileSource(path.join(folder, 'loop.csv')).catch((error) => error);
    expect(loop).toBeInstanceOf(FileError);
    expect(loop.message).toBe('This is a symbolic link to itself.');
  });

  it('reports other errors as the system words them', async () => {
    const error = await fileSource(path.join(folder, 'n'.repeat(300))).catch((error) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(error.message).toMatch(/ENAMETOOLONG/);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtemp, type open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FileError, fileSource, preview, readBeginning } from '../../../src/worker';
import { openRegularFile } from '../../../src/worker/regularFile';

const disk = vi.hoisted(() => ({ beforeOpen: async () => {} }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    open: async (...given: Parameters<typeof open>) => {
      await disk.beforeOpen();
      return real.open(...given);
    },
  };
});

/** More than the four threads of Node's pool. */
const PIPES = 9;

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faasnet-special-'));
  for (let i = 0; i < PIPES; i++) execFileSync('mkfifo', [path.join(folder, `q${i}.csv`)]);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(path.join(folder, 'socket.csv'), resolve));
  await symlink('q0.csv', path.join(folder, 'link.csv'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const pipes = () => Array.from({ length: PIPES }, (_, i) => path.join(folder, `q${i}.csv`));
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('was opened'),
    (error) => error,
  );

// Windows has neither mkfifo nor these devices.
describe.runIf(process.platform !== 'win32')('a path that is not a regular file', () => {
  it.each([
    ['a named pipe', 'q0.csv', /named pipe/],
    ['a link to a named pipe', 'link.csv', /named pipe/],
    ['a folder', '.', /folder/],
    ['a socket', 'socket.csv', /socket/],
    ['an endless device', '/dev/zero', /device/],
    ['a terminal', '/dev/tty', /device/],
  ])('is refused as %s, with advice', async (_, name, message) => {
    for (const read of [fileSource, (file: string) => readBeginning(file, 100)]) {
      const error = await rejection(read(path.resolve(folder, name)));
      expect(error).toBeInstanceOf(FileError);
      expect(error.message).toMatch(message);
      expect(error.advice).not.toBe('');
    }
  });

  it('has no preview', async () => {
    expect(await preview(path.join(folder, 'q0.csv'), 'auto')).toBeNull();
  });

  it('does not keep other files of the process from being read', async () => {
    const opens = pipes().flatMap((file) => [rejection(fileSource(file)), rejection(readBeginning(file, 10))]);
    const previews = pipes().map((file) => preview(file, 'auto'));
    const other = path.join(folder, 'other.txt');
    await writeFile(other, 'still answers');
    expect(await readFile(other, 'utf8')).toBe('still answers');
    for (const error of await Promise.all(opens)) expect(error).toBeInstanceOf(FileError);
    expect(await Promise.all(previews)).toEqual(pipes().map(() => null));
  });

  it('is refused even if it becomes a pipe just before it is opened', async () => {
    const swapped = path.join(folder, 'swapped.csv');
    await writeFile(swapped, 'a,b\n');
    disk.beforeOpen = async () => {
      disk.beforeOpen = async () => {};
      await rm(swapped);
      execFileSync('mkfifo', [swapped]);
    };
    expect((await rejection(openRegularFile(swapped))).message).toMatch(/named pipe/);
  });

  it('is reported as gone if it vanishes just before it is opened', async () => {
    const vanishing = path.join(folder, 'vanishing.csv');
    await writeFile(vanishing, 'a,b\n');
    disk.beforeOpen = async () => {
      disk.beforeOpen = async () => {};
      await rm(vanishing);
    };
    expect((await rejection(openRegularFile(vanishing))).message).toMatch(/not there any more/);
  });
});

describe('readBeginning', () => {
  it.each([
    [0, ''],
    [3, 'abc'],
    [6, 'abcdef'],
    [100, 'abcdef'],
  ])('reads at most %i bytes', async (maxBytes, text) => {
    const file = path.join(folder, 'letters.txt');
    await writeFile(file, 'abcdef');
    expect(Buffer.from(await readBeginning(file, maxBytes)).toString()).toBe(text);
  });
});

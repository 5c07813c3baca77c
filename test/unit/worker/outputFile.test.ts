import * as childProcess from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FileExistsError, removeUnfinishedFiles, WriteError, writeOutputFile } from '../../../src/worker';

const execFile = promisify(childProcess.execFile);

const root = mkdtempSync(path.join(tmpdir(), 'faasnet-output-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = '';
let file = '';
let tests = 0;
beforeEach(() => {
  folder = path.join(root, `${tests++}`);
  mkdirSync(folder);
  file = path.join(folder, 'out.csv');
});

const PIECES = ['résumé\n', new TextEncoder().encode('b\n')];
const WHOLE = 'résumé\nb\n';
const rejection = (writing: Promise<number>) =>
  writing.then(
    () => null,
    (error) => error,
  );

async function* failing(pieces: number): AsyncGenerator<string> {
  for (let i = 0; i < pieces; i++) yield `${i}\n`;
  throw new Error('no more');
}

describe('writeOutputFile', () => {
  it('writes text and bytes, and returns the number of bytes', async () => {
    expect(await writeOutputFile(file, PIECES, { replace: false })).toBe(Buffer.byteLength(WHOLE));
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('replaces a file only if asked to, and keeps its permissions', async () => {
    writeFileSync(file, 'before');
    chmodSync(file, 0o640);
    const refused = await rejection(writeOutputFile(file, PIECES, { replace: false }));
    expect(refused).toBeInstanceOf(FileExistsError);
    expect(refused.message).toBe(`${file} exists already.`);
    expect(readFileSync(file, 'utf8')).toBe('before');
    await writeOutputFile(file, PIECES, { replace: true });
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('shows the file only once it is complete', async () => {
    writeFileSync(file, 'before');
    async function* watched() {
      yield 'a';
      expect(readFileSync(file, 'utf8')).toBe('before');
      expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toHaveLength(1);
      yield 'b';
    }
    await writeOutputFile(file, watched(), { replace: true });
    expect(readFileSync(file, 'utf8')).toBe('ab');
  });

  it('does not touch a file that took the name meanwhile', async () => {
    async function* overtaken() {
      yield 'a';
      writeFileSync(file, 'other');
    }
    expect(await rejection(writeOutputFile(file, overtaken(), { replace: false }))).toBeInstanceOf(FileExistsError);
    expect(readFileSync(file, 'utf8')).toBe('other');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('leaves other unfinished files alone', async () => {
    const other = `${file}.unfinished`;
    writeFileSync(other, 'mine');
    await Promise.all([1, 2, 3].map((n) => writeOutputFile(path.join(folder, `${n}`), PIECES, { replace: false })));
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['1', '2', '3', 'out.csv.unfinished']);
  });

  it.each([0, 1, 100])('leaves the folder as it was when the pieces end with an error after %i', async (pieces) => {
    writeFileSync(file, 'before');
    const error = await rejection(writeOutputFile(file, failing(pieces), { replace: true }));
    expect(error.message).toBe('no more');
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('leaves the folder as it was when it is aborted', async () => {
    const abort = new AbortController();
    async function* aborted() {
      yield 'a';
      abort.abort(new Error('cancelled'));
      yield 'b';
    }
    const options = { replace: false, signal: abort.signal };
    expect((await rejection(writeOutputFile(file, aborted(), options))).message).toBe('cancelled');
    expect((await rejection(writeOutputFile(file, PIECES, options))).message).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can remove what it has written from a signal handler', async () => {
    async function* interrupted() {
      yield 'a';
      removeUnfinishedFiles();
      expect(readdirSync(folder)).toEqual([]);
      throw new Error('interrupted');
    }
    expect((await rejection(writeOutputFile(file, interrupted(), { replace: false }))).message).toBe('interrupted');
  });

  it('writes to the target of a symbolic link, existing or not', async () => {
    const target = path.join(folder, 'target.csv');
    symlinkSync('target.csv', file);
    await writeOutputFile(file, ['first'], { replace: false });
    expect(readFileSync(target, 'utf8')).toBe('first');
    expect(await rejection(writeOutputFile(file, PIECES, { replace: false }))).toBeInstanceOf(FileExistsError);
    await writeOutputFile(file, ['second'], { replace: true });
    expect(readFileSync(target, 'utf8')).toBe('second');
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['no-folder/x.csv', 'its folder does not exist'],
    ['.', 'it is a folder'],
    ['x'.repeat(300), 'its name is too long'],
  ])('says why %j cannot be written', async (name, reason) => {
    const target = path.join(folder, name);
    const error = await rejection(writeOutputFile(target, PIECES, { replace: true }));
    expect(error).toBeInstanceOf(WriteError);
    expect(error.message).toBe(`${target} can't be written: ${reason}.`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('replaces no file and fills no folder that is read-only', async () => {
    writeFileSync(file, 'before');
    chmodSync(file, 0o444);
    expect((await rejection(writeOutputFile(file, PIECES, { replace: true }))).message).toContain('no permission');
    chmodSync(folder, 0o555);
    const other = path.join(folder, 'other.csv');
    expect((await rejection(writeOutputFile(other, PIECES, { replace: true }))).message).toContain('no permission');
    chmodSync(folder, 0o755);
  });

  it.skipIf(process.platform === 'win32')('opens a named pipe only if devices are allowed', async () => {
    const pipe = path.join(folder, 'pipe');
    await execFile('mkfifo', [pipe]);
    const error = await rejection(writeOutputFile(pipe, PIECES, { replace: true }));
    expect(error.message).toBe(`${pipe} can't be written: it is a device or a pipe.`);
    const written = writeOutputFile(pipe, PIECES, { replace: false, devices: true });
    const { stdout } = await execFile('cat', [pipe]);
    expect(stdout).toBe(WHOLE);
    await written;
  });

  it.skipIf(!existsSync('/dev/full'))('reports a full disk', async () => {
    const error = await rejection(writeOutputFile('/dev/full', PIECES, { replace: false, devices: true }));
    expect(error.message).toBe("/dev/full can't be written: the disk is full.");
  });
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import { scannerForEsbuild } from '../../../scripts/scanner.mjs';
import { main } from '../../../src/cli/program';

const root = path.resolve(import.meta.dirname, '../../..');

/** A folder for the files of one test file, removed after its tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. */
export async function cli(args: readonly string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const [stdout, stderr] = [collector(), collector()];
  const stdin = Readable.from([typeof input === 'string' ? Buffer.from(input) : input]);
  const code = await main(args, { stdin, stdout: stdout.stream, stderr: stderr.stream });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A stream that keeps what is written to it. */
function collector() {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(pieces).toString() };
}

/** Bundles the command line from the present sources, as the build does. Answers the bundle's path. */
export async function bundleCli(folder: string): Promise<string> {
  const file = path.join(folder, 'cli.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    plugins: [scannerForEsbuild],
  });
  return file;
}

/** Runs a program in a separate process. */
export function spawned(command: string, args: readonly string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(command, args, { cwd: root });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import { scannerForEsbuild } from '../../../scripts/scanner.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/** A folder for one test file's own files, removed after its tests. */
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

/**
 * Bundles the command line as the build does, from the sources as they are now, and returns a way to run it as a process of its own.
 */
export function bundledCli(folder: string): (args: readonly string[], input?: string | Uint8Array) => Promise<Outcome> {
  const file = path.join(folder, 'cli.js');
  const built = build({
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
  return async (args, input) => {
    await built;
    return run([file, ...args], input);
  };
}

function run(args: readonly string[], input: string | Uint8Array | undefined): Promise<Outcome> {
  const child = spawn(process.execPath, args, { cwd: root });
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

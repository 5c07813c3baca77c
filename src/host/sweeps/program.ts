import { spawn } from 'node:child_process';
import path from 'node:path';
import type { CancellationToken, Uri } from 'vscode';

/** How a command of the command line ended. */
export interface ProgramEnd {
  /** null if it was ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  /** The last line on standard error that is no progress. */
  readonly message: string;
}

/** Characters kept of what a command prints. */
const MOST_KEPT = 20_000;

/**
 * Runs the product's own command line in a process of its own, so that the editor stays free whatever it does.
 * @param onProgress called with each line of progress
 */
export function runProgram(
  extensionUri: Uri,
  args: readonly string[],
  onProgress: (line: string) => void,
  token: CancellationToken,
): Promise<ProgramEnd> {
  const cli = path.join(extensionUri.fsPath, 'dist', 'cli.js');
  const child = spawn(process.execPath, [cli, ...args], {
    // VS Code's program runs as Node.js.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', FAASNET_PROGRESS: 'lines' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const cancelled = token.onCancellationRequested(() => child.kill('SIGTERM'));
  let stdout = '';
  let rest = '';
  let message = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-MOST_KEPT);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).slice(-MOST_KEPT).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (/^(sweep|merging|reading|trying)\b/.test(line)) onProgress(line);
      else message = line;
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      cancelled.dispose();
      resolve({ code, stdout, message: rest || message });
    });
  });
}

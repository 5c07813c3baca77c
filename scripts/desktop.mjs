import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QUIET_SETTINGS } from './vscodeServer.mjs';

/** On macOS the command is often not on the PATH. */
const MAC_COMMAND = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/**
 * Path of desktop VS Code's command, if it is installed and has a screen.
 *
 * @returns {string | undefined}
 */
export function findDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  // In the terminal of a remote window, `code` can only open files in that window.
  if (VSCODE_IPC_HOOK_CLI) return undefined;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const places = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, command));
  return [...places, MAC_COMMAND].find((place) => existsSync(place));
}

/**
 * Opens a window of desktop VS Code with its own user data, so that nobody's settings are touched.
 *
 * @param {object} options
 * @param {string} options.code Path of VS Code's command.
 * @param {string} options.folder The folder to open.
 * @param {string[]} options.extensions Folders of the extensions to load.
 * @returns {Promise<{ ended: Promise<number | null>, stop: () => Promise<void> }>}
 */
export async function openDesktop({ code, folder, extensions }) {
  const data = await mkdtemp(path.join(tmpdir(), 'faasnet-vscode-'));
  await mkdir(path.join(data, 'User'));
  await writeFile(path.join(data, 'User', 'settings.json'), JSON.stringify(QUIET_SETTINGS));
  const args = [
    '--wait',
    '--new-window',
    `--user-data-dir=${data}`,
    `--extensions-dir=${path.join(data, 'extensions')}`,
    '--disable-telemetry',
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
    folder,
  ];
  const windows = process.platform === 'win32';
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 'inherit'];
  // A shell splits its command line at spaces.
  const child = windows
    ? spawn(
        `"${code}"`,
        args.map((arg) => `"${arg}"`),
        { stdio, shell: true },
      )
    : spawn(code, args, { stdio });
  const ended = once(child, 'close').then(([code]) => /** @type {number | null} */ (code));
  return {
    ended,
    stop: async () => {
      await endWindow(data);
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/**
 * Ends VS Code's main process, whose id is in its lock file. The command that started it has no hold on it.
 *
 * @param {string} data VS Code's user data.
 */
async function endWindow(data) {
  const pid = Number.parseInt(await readFile(path.join(data, 'code.lock'), 'utf8').catch(() => ''), 10);
  if (!pid) return;
  try {
    process.kill(pid);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

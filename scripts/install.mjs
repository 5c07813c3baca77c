import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnOnLeash } from './processGroup.mjs';

/** Git-ignored. Holds what the tests need beyond the project's own dependencies. */
const HOME = path.resolve(import.meta.dirname, '../.vscode-test');
const LOCK_POLL_MS = 500;

/** @typedef {(text: string) => void} Say Reports progress to the person. */

/**
 * Installs into `.vscode-test/<name>`, unless that folder is there. If several processes ask at once, one installs and
 * the others wait. The folder gets its name only once it is complete.
 *
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill Fills an empty folder, which is then renamed.
 * @returns {Promise<string>} Absolute path of the folder.
 */
export async function installed(name, fill) {
  const folder = path.join(HOME, name);
  const lock = path.join(HOME, `${name}.lock`);
  await mkdir(HOME, { recursive: true });
  while (!existsSync(folder)) {
    if (await takeLock(lock)) {
      try {
        if (!existsSync(folder)) await installNow(name, folder, fill);
      } finally {
        await rm(lock, { force: true });
      }
    } else {
      await wait(LOCK_POLL_MS);
    }
  }
  return folder;
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} fill
 */
async function installNow(name, folder, fill) {
  const partial = `${name}.partial-`;
  for (const left of await readdir(HOME)) {
    if (left.startsWith(partial)) await rm(path.join(HOME, left), { recursive: true, force: true });
  }
  const staging = path.join(HOME, partial + process.pid);
  await mkdir(staging);
  try {
    await fill(staging);
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Takes the lock, unless a living process has it.
 *
 * @param {string} lock
 */
async function takeLock(lock) {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  // An empty lock is one that its process is about to write.
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
  return false;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
  }
}

/**
 * Installs packages of npm, without running any script of theirs.
 *
 * @param {string} folder
 * @param {readonly string[]} packages `name@version`.
 * @throws {Error} If npm fails; the message holds npm's output.
 */
export async function npmInstall(folder, packages) {
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  await npm(['install', '--save-exact', ...QUIET, ...packages], folder);
}

/**
 * Installs the dependencies of the package in `folder`, without running any script of theirs.
 *
 * @param {string} folder
 * @throws {Error} If npm fails; the message holds npm's output.
 */
export async function npmInstallDependencies(folder) {
  await npm(['install', '--omit=dev', ...QUIET], folder);
}

const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * The command and arguments that run npm.
 *
 * @param {readonly string[]} args
 * @returns {[command: string, args: readonly string[]]}
 */
export function npmCommand(args) {
  // Set by `npm run`.
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
async function npm(args, cwd) {
  const child = spawnOnLeash(...npmCommand(args), { cwd });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${output.trim()}`);
}

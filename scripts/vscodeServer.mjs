import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installed, npmInstall, npmInstallDependencies } from './install.mjs';
import { endGroup, spawnOnLeash } from './processGroup.mjs';

/** The npm package of VS Code as a server. Its minor version is VS Code's. */
const PACKAGE = 'code-server';
const VERSION = '4.139.1';
/** Major version of Node.js that this VS Code runs extensions on. */
const NODE_MAJOR = 24;

/** User settings: no telemetry, no updates, and nothing on the screen but the editor and this extension. */
export const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** @typedef {import('./install.mjs').Say} Say */

/**
 * Installs VS Code's server from npm into the git-ignored `.vscode-test/`, unless it is there.
 *
 * @param {Say} say
 * @returns {Promise<string>} Absolute path of the server's main script.
 * @throws {Error} If npm fails; the message holds npm's output.
 */
export async function installServer(say) {
  const vscode = path.join('node_modules', PACKAGE, 'lib', 'vscode');
  const folder = await installed(`${PACKAGE}-${VERSION}`, async (folder) => {
    say(`Installing VS Code's server (${PACKAGE} ${VERSION}, about 600 MB) into .vscode-test/ …`);
    await npmInstall(folder, [`${PACKAGE}@${VERSION}`]);
    say("Installing the server's own dependencies …");
    await npmInstallDependencies(path.join(folder, vscode));
  });
  return path.join(folder, vscode, 'out', 'server-main.js');
}

/** Path of a Node.js that can run the server: this one, or the one of the npm package `node`. */
function nodePath() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath;
  const packaged = createRequire(import.meta.url).resolve('node/package.json');
  return path.join(path.dirname(packaged), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * A running VS Code server, for this machine only.
 *
 * @typedef {object} Server
 * @property {string} authority Host and port.
 * @property {string} extensions Folder of the installed extensions.
 * @property {string} [development] Folder of the extensions to load from their sources, for `pageUrl`.
 * @property {() => Promise<void>} stop Ends the server with all its children, and removes its data.
 * @property {Promise<number | null>} ended Resolves to the exit code when the server ends for any reason.
 *
 * @typedef {object} Page
 * @property {string} folder Absolute path of the folder that the window opens.
 * @property {string} [extension] Absolute path of the extension to load from its sources, or of a folder of several.
 * @property {string} [tests] Absolute path of the module whose `run()` the extension host calls.
 */

/**
 * Starts VS Code's server on a free port, with fresh user data.
 *
 * @param {object} options
 * @param {Say} options.say
 * @param {string} [options.vsix] Packaged extension to install first.
 * @param {string[]} [options.development] Absolute paths of extensions to load from their sources.
 * @returns {Promise<Server>}
 */
export async function startServer({ say, vsix, development }) {
  const main = await installServer(say);
  const data = await mkdtemp(path.join(tmpdir(), 'vscode-server-'));
  const always = ['--server-data-dir', data, '--accept-server-license-terms', '--disable-telemetry'];
  await writeSettings(data);
  const linked = development && (await linkExtensions(path.join(data, 'development'), development));
  const removeData = () => rm(data, { recursive: true, force: true, maxRetries: 5 });
  if (vsix) await installExtension(main, vsix, always);
  say("Starting VS Code's server …");
  const child = spawnOnLeash(nodePath(), [
    main,
    ...always,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-workspace-trust'],
    // Makes the page accept the payload of `pageUrl`.
    '--enable-smoke-test-driver',
  ]);
  const ended = once(child, 'exit').then(([code]) => /** @type {number | null} */ (code));
  const stop = () => endGroup(child).then(removeData);
  try {
    const authority = `127.0.0.1:${await listeningPort(child)}`;
    return { authority, extensions: path.join(data, 'extensions'), development: linked, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} main
 * @param {string} vsix
 * @param {string[]} args
 */
async function installExtension(main, vsix, args) {
  const child = spawnOnLeash(nodePath(), [main, ...args, '--install-extension', vsix]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 || !output.includes('was successfully installed'))
    throw new Error(`VS Code refused ${vsix}:\n${output.trim()}`);
}

/** @param {string} data The server's data. */
async function writeSettings(data) {
  const folder = path.join(data, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(QUIET_SETTINGS));
}

/**
 * Links several extensions into one folder, because a page loads the extensions of one folder only. The folder also
 * keeps VS Code from loading its own extensions, which lie in this project's `.vscode-test/`, as extensions under
 * development.
 *
 * @param {string} folder
 * @param {string[]} extensions
 */
async function linkExtensions(folder, extensions) {
  await mkdir(folder);
  await Promise.all(extensions.map((extension, at) => symlink(extension, path.join(folder, String(at)), 'junction')));
  return folder;
}

/**
 * The port from the server's output.
 *
 * @param {import('./processGroup.mjs').Leashed} child
 * @returns {Promise<number>}
 */
function listeningPort(child) {
  const { promise, resolve, reject } = Promise.withResolvers();
  let output = '';
  const listen = (/** @type {Buffer} */ chunk) => {
    output += chunk;
    const port = /agent listening on (\d+)/.exec(output)?.[1];
    if (port) resolve(Number(port));
  };
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream.on('data', listen);
  child.once('error', reject);
  child.once('close', (code) => reject(new Error(`VS Code's server ended with code ${code}:\n${output.trim()}`)));
  // Discards later output: a full pipe would block the server.
  return promise.finally(() => {
    for (const stream of streams) stream.off('data', listen).resume();
  });
}

/**
 * Address of a window on the server.
 *
 * @param {string} authority The server's host and port.
 * @param {Page} page
 */
export function pageUrl(authority, { folder, extension, tests }) {
  const remote = (/** @type {string} */ place) => `vscode-remote://${authority}${pathToFileURL(place).pathname}`;
  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  return `http://${authority}/?${new URLSearchParams({ folder: decodeURIComponent(pathToFileURL(folder).pathname), payload: JSON.stringify(payload) })}`;
}

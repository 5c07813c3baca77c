/**
 * Builds the extension and opens VS Code on the sample traces with it: desktop VS Code if it is installed, otherwise
 * VS Code's server, for a browser.
 *
 *   node scripts/start.mjs [--server]
 */
import './node.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktop, openDesktop } from './desktop.mjs';
import { pageUrl, startServer } from './vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
const extensions = [root, path.join(import.meta.dirname, 'startExtension')];
const { values: options } = parseArgs({ options: { server: { type: 'boolean' } } });

/** Resolves to exit code 0 when the person ends the program. */
const interrupted = new Promise((resolve) => {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => resolve(0));
});
const say = console.log;

say('Building …');
await build();
// A copy, so that edits in the window do not change the project.
const home = await mkdtemp(path.join(tmpdir(), 'faasnet-start-'));
const folder = path.join(home, 'sample-traces');
try {
  await cp(path.join(root, 'media/samples'), folder, { recursive: true });
  const desktop = options.server ? undefined : findDesktop();
  if (desktop) await showDesktop(desktop);
  else await showServer();
} finally {
  await rm(home, { recursive: true, force: true });
}
process.exit();

async function build() {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'build.mjs')], { stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) process.exit(1);
}

/** @param {string} code */
async function showDesktop(code) {
  say(`Opening ${code} on the sample traces …`);
  const window = await openDesktop({ code, folder, extensions });
  say('Close its window, or press Ctrl+C, to end.');
  process.exitCode = await Promise.race([window.ended, interrupted]);
  await window.stop();
}

async function showServer() {
  if (!options.server) say("Found no desktop VS Code (no `code` with a screen). Using VS Code's server instead.");
  const server = await startServer({ say, development: extensions });
  const url = pageUrl(server.authority, { folder, extension: server.development });
  say(`\nVS Code runs at\n\n  ${url}\n`);
  say(
    openBrowser(url)
      ? 'Your browser should open it now. Ctrl+C ends it.'
      : 'Open this address in a browser on this machine. Ctrl+C ends it.',
  );
  process.exitCode = await Promise.race([server.ended.then(() => 1), interrupted]);
  say('\nEnding …');
  await server.stop();
}

/**
 * Opens `url` in the person's browser, if there is a screen. Returns whether it tried.
 *
 * @param {string} url
 */
function openBrowser(url) {
  const { DISPLAY, WAYLAND_DISPLAY, BROWSER } = process.env;
  if (BROWSER === 'none') return false;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return false;
  const command = { darwin: ['open', url], win32: ['explorer.exe', url] }[String(process.platform)] ?? [
    'xdg-open',
    url,
  ];
  const child = spawn(command[0], command.slice(1), { stdio: 'ignore', detached: true });
  child.once('error', () => say('No browser could be opened. Open the address yourself.'));
  child.unref();
  return true;
}

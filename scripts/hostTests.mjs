/**
 * Runs the suite `out/suite.js` inside VS Code's extension host. VS Code runs as a server, with a headless browser as
 * its window.
 *
 *   node scripts/hostTests.mjs
 */
import './node.mjs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumOptions } from './chromium.mjs';
import suite from './suiteInServer.cjs';
import { pageUrl, startServer } from './vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** Much longer than the suite takes on a busy machine. */
const LIMIT_MINUTES = 20;

/** @type {string[]} */
const windowLog = [];
let counted = 0;

const options = await chromiumOptions();
const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-suite-'));
// A copy, so that no test's edit touches the samples.
await cp(path.join(root, 'media/samples'), folder, { recursive: true });
const browser = await chromium.launch(options);
/** @type {import('./vscodeServer.mjs').Server | undefined} */
let server;
try {
  server = await startServer({ say: console.log, development: [root] });
  const code = await runSuite(server, await browser.newPage());
  if (counted === 0) console.error('The suite ran no test.');
  if (code !== 0 || counted === 0) {
    console.error(`The window's own log is in ${await saveLog()}.`);
    process.exitCode = code || 1;
  }
} finally {
  await browser.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {import('./vscodeServer.mjs').Server} server
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} The suite's exit code.
 */
async function runSuite(server, page) {
  const { promise: exit, resolve, reject } = Promise.withResolvers();
  await page.exposeFunction('codeAutomationLog', hear);
  await page.exposeFunction('codeAutomationExit', resolve);
  page.once('crash', () => reject(new Error('The window crashed.')));
  const limit = setTimeout(
    () => reject(new Error(`The suite did not end within ${LIMIT_MINUTES} minutes.`)),
    LIMIT_MINUTES * 60_000,
  );
  const tests = path.join(root, 'scripts', 'suiteInServer.cjs');
  await page.goto(pageUrl(server.authority, { folder, extension: server.development, tests }));
  return exit.finally(() => clearTimeout(limit));
}

/**
 * Prints the suite's lines. VS Code's own lines are only kept.
 *
 * @param {string} _level
 * @param {unknown[]} args
 */
function hear(_level, args) {
  const line = format(...args);
  if (!line.startsWith(suite.MARK)) return windowLog.push(line);
  const text = line.slice(suite.MARK.length);
  const counts = /^(\d+) passed, (\d+) failed/m.exec(text);
  if (counts) counted = Number(counts[1]) + Number(counts[2]);
  console.log(text);
}

async function saveLog() {
  const file = path.join(root, 'test-results', 'host-window.log');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, windowLog.join('\n'));
  return path.relative(root, file);
}

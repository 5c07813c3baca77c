/**
 * Runs the suite `out/suite.js` inside VS Code's extension host: VS Code's server, with headless Chromium as its window.
 *
 *   node scripts/hostTests.mjs
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumOptions } from './chromium.mjs';
import suite from './suiteInServer.cjs';
import { pageUrl, startServer } from './vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** Longer than any suite takes on a slow machine: what hangs is told as a failure. */
const PATIENCE_MINUTES = 10;

/** @type {string[]} */
const windowLog = [];
let counted = 0;

const options = await chromiumOptions();
const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-suite-'));
// A copy, so that no test's edit touches the samples.
await cp(path.join(root, 'media/samples'), folder, { recursive: true });
const server = await startServer({ say: console.log, development: [root] });
const browser = await chromium.launch(options);
try {
  const code = await runSuite(await browser.newPage());
  if (counted === 0) console.error('The suite ran no test.');
  if (code !== 0 || counted === 0) {
    console.error(`The window's own log is in ${await saveLog()}.`);
    process.exitCode = code || 1;
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number>} The suite's exit code.
 */
async function runSuite(page) {
  const { promise: exit, resolve, reject } = Promise.withResolvers();
  await page.exposeFunction('codeAutomationLog', hear);
  await page.exposeFunction('codeAutomationExit', resolve);
  page.once('crash', () => reject(new Error('The window crashed.')));
  const patience = setTimeout(
    () => reject(new Error(`The suite did not end within ${PATIENCE_MINUTES} minutes.`)),
    PATIENCE_MINUTES * 60_000,
  );
  const tests = path.join(root, 'scripts', 'suiteInServer.cjs');
  await page.goto(pageUrl(server.authority, { folder, extension: server.development, tests }));
  return exit.finally(() => clearTimeout(patience));
}

/**
 * The suite's lines are said, VS Code's own are kept.
 *
 * @param {string} _level
 * @param {unknown[]} args
 */
function hear(_level, args) {
  const line = format(...args);
  if (!line.startsWith(suite.MARK)) return windowLog.push(line);
  const said = line.slice(suite.MARK.length);
  const counts = /^(\d+) passed, (\d+) failed/m.exec(said);
  if (counts) counted = Number(counts[1]) + Number(counts[2]);
  console.log(said);
}

async function saveLog() {
  const file = path.join(root, 'test-results', 'host-window.log');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, windowLog.join('\n'));
  return path.relative(root, file);
}

import { globSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { type Server, startServer } from '../../scripts/vscodeServer.mjs';
import { Dashboard } from '../e2e/support/dashboard';
import { quantileSeconds, readSample, rounded, SAMPLE } from '../e2e/support/sampleTrace';
import { Workbench } from '../e2e/support/workbench';

const vsix = path.resolve(import.meta.dirname, '../../faasnet-trace-lab.vsix');
const MOST_BYTES = 2_000_000;

let server: Server;
let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  server = await startServer({ say: console.log, vsix });
  browser = await chromium.launch(await chromiumOptions());
  workbench = await Workbench.open({ browser, server });
});

afterAll(async () => {
  await workbench?.close();
  await browser?.close();
  await server?.stop();
});

it('is small', async () => {
  expect((await stat(vsix)).size).toBeLessThan(MOST_BYTES);
});

it('contains the bundles, the documents and nothing else', () => {
  const [installed] = globSync('faasnet-trace-lab.*', { cwd: server.extensions });
  const files = globSync('**/*', { cwd: path.join(server.extensions, installed), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(server.extensions, installed), path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !/^media\/walkthrough\//.test(file));
  expect(files.sort()).toEqual(
    [
      'LICENSE.txt',
      'changelog.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/cli.js',
      'dist/cliMain.js',
      'dist/extension.js',
      'dist/first.js',
      'dist/hyparquet-compressors.js',
      'dist/hyparquet-writer.js',
      'dist/hyparquet.js',
      'dist/readingThread.js',
      'dist/scan.js',
      'dist/simulationThread.js',
      'dist/sweepPage.js',
      'dist/webview.css',
      'dist/webview.js',
      'dist/worker.js',
      'dist/workerMain.js',
      'dist/yauzl.js',
      'media/icon.png',
      'package.json',
      'readme.md',
      'schemas/ftsweep.schema.json',
    ].sort(),
  );
});

it('works where it is installed', async () => {
  const trace = readSample();
  await workbench.openFile(SAMPLE);
  await workbench.codeLens(/cold starts/).waitFor();
  expect(await workbench.hoverLine(trace[2].line)).toContain(trace[2].functionName);
  const dashboard = new Dashboard(workbench.dashboard);
  await workbench.clickCodeLens('Open dashboard', dashboard.sections);
  expect(await dashboard.fact('Median').innerText()).toBe(rounded(quantileSeconds(trace, 0.5)));
  await dashboard.show('Simulate');
  await dashboard.page.getByRole('radio', { name: 'Burst' }).check();
  await dashboard.run.click();
  expect((await dashboard.cluster('FaaSNet'))['VMs used']).toBe('128');
  expect(workbench.faults).toEqual([]);
});

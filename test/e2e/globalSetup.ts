import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { startServer } from '../../scripts/vscodeServer.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Host and port of the VS Code server that all test files share. */
    authority: string;
    /** Where Playwright reaches the browser that they share. */
    browserEndpoint: string;
  }
}

/** One server and one browser for all test files; each test file opens windows of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(path.resolve(import.meta.dirname, '../../dist/extension.js'))) {
    throw new Error('There is no dist/extension.js: run `npm run build` first.');
  }
  const options = await chromiumOptions();
  const server = await startServer({ say: console.log });
  const browser = await chromium.launchServer(options);
  project.provide('authority', server.authority);
  project.provide('browserEndpoint', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.stop();
  };
}

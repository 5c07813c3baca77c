import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { startServer } from '../../scripts/vscodeServer.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The VS Code server that all test files share: host and port, and the folder of the extension's sources. */
    server: { readonly authority: string; readonly development?: string };
    /** WebSocket address of the browser that all test files share. */
    browserEndpoint: string;
  }
}

/** Starts one server and one browser for all test files. Each file opens its own window. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '../..');
  if (!existsSync(path.join(root, 'dist/extension.js'))) {
    throw new Error('There is no dist/extension.js: run `npm run build` first.');
  }
  const browser = await chromium.launchServer(await chromiumOptions());
  try {
    const server = await startServer({ say: console.log, development: [root] });
    project.provide('server', { authority: server.authority, development: server.development });
    project.provide('browserEndpoint', browser.wsEndpoint());
    return async () => {
      await Promise.all([browser.close(), server.stop()]);
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from '../../scripts/vscodeServer.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The VS Code server that all test files share: host and port, and the folder of the extension's sources. */
    server: { readonly authority: string; readonly development?: string };
  }
}

/** Starts one server for all test files. Each file opens its own window. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '../..');
  if (!existsSync(path.join(root, 'dist/extension.js'))) {
    throw new Error('There is no dist/extension.js: run `npm run build` first.');
  }
  const server = await startServer({ say: console.log, development: [root] });
  project.provide('server', { authority: server.authority, development: server.development });
  return server.stop;
}

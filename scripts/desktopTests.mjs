/**
 * Runs the suite `out/suite.js` inside desktop VS Code: the one that VSCODE_EXECUTABLE_PATH names, or one that
 * `@vscode/test-electron` downloads.
 *
 *   VSCODE_EXECUTABLE_PATH=… node scripts/desktopTests.mjs
 */
import './node.mjs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

const root = path.resolve(import.meta.dirname, '..');
const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-suite-'));
try {
  await cp(path.join(root, 'media/samples'), folder, { recursive: true });
  process.exitCode = await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE_PATH,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/suite.js'),
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--disable-telemetry'],
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * Packs the extension, with production bundles, into `faasnet-trace-lab.vsix`.
 *
 *   node scripts/package.mjs
 */
import './node.mjs';
import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const packagePath = path.join(root, 'faasnet-trace-lab.vsix');

execFileSync(process.execPath, [path.join(import.meta.dirname, 'build.mjs'), '--production'], { stdio: 'inherit' });
await createVSIX({
  cwd: root,
  packagePath,
  // Everything that runs is bundled into dist/.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = await stat(packagePath);
console.log(`${path.basename(packagePath)}: ${(size / 1e6).toFixed(2)} MB`);

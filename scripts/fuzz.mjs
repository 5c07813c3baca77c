/**
 * Tries random and mutated inputs on everything that reads what a person or another program wrote. Failing inputs are
 * kept in `test/fuzz/corpus/`.
 *
 *   node scripts/fuzz.mjs [--seconds N] [--inputs N] [--seed N] [--target NAME]…
 */
import './node.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, 'out', 'fuzz', 'main.mjs');

await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['test/fuzz/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  plugins: [scannerForEsbuild],
});
const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const [code] = await once(child, 'close');
process.exitCode = code ?? 1;

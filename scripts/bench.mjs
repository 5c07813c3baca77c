/**
 * Measures how fast it all is, side by side with the peers, and says which goals that meets. It prints one table, and writes it to
 * `test-results/bench.json` and `test-results/bench.md`.
 *
 *   node scripts/bench.mjs [--only AREA]… [--rounds N] [--small]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'out', 'bench');

await esbuild.build({
  absWorkingDir: root,
  entryPoints: {
    main: 'test/bench/main.ts',
    measuringProcess: 'test/bench/measure/measuringProcess.ts',
    scanThread: 'test/bench/read/scanThread.ts',
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  // The peers run as their packages ship them.
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
const child = spawn(process.execPath, [path.join(folder, 'main.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const [code] = await once(child, 'close');
process.exitCode = code ?? 1;

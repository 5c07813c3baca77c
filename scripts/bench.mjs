/**
 * Measures the product side by side with its peers, and which performance goals it meets. Prints one table, and writes
 * one for each area to `test-results/bench/`, from which `npm run docs` takes them.
 *
 *   node scripts/bench.mjs [--only AREA]… [--rounds N] [--small]
 */
import './node.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'out', 'bench');

/**
 * Keeps `import.meta.dirname` what it was before bundling, for scripts that look for files next to themselves.
 *
 * @type {esbuild.Plugin}
 */
const ownFolders = {
  name: 'own folders',
  setup(build) {
    build.onLoad({ filter: /[\\/](scripts|e2e|page)[\\/].*\.(mjs|ts)$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))),
      loader: 'ts',
    }));
  },
};

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  plugins: [ownFolders, scannerForEsbuild],
};

await esbuild.build({
  ...shared,
  entryPoints: {
    main: 'test/bench/main.ts',
    measuringProcess: 'test/bench/measure/measuringProcess.ts',
    duckdbSummary: 'test/bench/read/duckdbSummary.ts',
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  splitting: true,
  format: 'esm',
  // Peers run as published, not bundled.
  packages: 'external',
});
await esbuild.build({
  ...shared,
  entryPoints: ['test/bench/workbench/companion/extension.ts'],
  outdir: path.join(folder, 'companion'),
  format: 'cjs',
  external: ['vscode'],
});
await copyFile(
  path.join(root, 'test/bench/workbench/companion/package.json'),
  path.join(folder, 'companion/package.json'),
);

const child = spawn(process.execPath, [path.join(folder, 'main.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const [code] = await once(child, 'close');
process.exitCode = code ?? 1;

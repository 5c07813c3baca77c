/**
 * Builds the extension, the page and the command line into `dist/`, and the suite for VS Code into `out/`.
 *
 *   node scripts/build.mjs [--watch] [--production]
 */
import './node.mjs';
import fs from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';
import { NOTICES, thirdPartyNotices } from './thirdPartyNotices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: { watch: { type: 'boolean' }, production: { type: 'boolean' } },
});

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  legalComments: 'none',
  minify: options.production,
  sourcemap: options.production ? false : 'linked',
  define: { 'process.env.NODE_ENV': options.production ? '"production"' : '"development"' },
};

/**
 * Packages that few files need, a quarter of a megabyte together. Each is a file of its own, which code that is itself
 * imported when needed requires: every thread would compile them otherwise.
 */
const LIBRARIES = ['hyparquet', 'hyparquet-compressors', 'hyparquet-writer', 'yauzl'];

/** @type {esbuild.Plugin} */
const librariesApart = {
  name: 'libraries apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${LIBRARIES.join('|')})$`) }, ({ path: name, kind }) =>
      kind === 'entry-point' ? null : { path: `./${name}.js`, external: true },
    );
  },
};

/**
 * The programs that `start.ts` starts once it has enabled Node's compile cache, which holds whole files: `cli/main.ts`
 * becomes `cliMain.js`.
 *
 * @type {esbuild.Plugin}
 */
const programsApart = {
  name: 'programs apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/main$/ }, ({ importer }) =>
      path.basename(importer) === 'start.ts'
        ? { path: `./${path.basename(path.dirname(importer))}Main.js`, external: true }
        : null,
    );
  },
};

/**
 * `readingThread.ts`, which a program and its `start.ts` share: the threads that one starts are those that the other
 * uses.
 *
 * @type {esbuild.Plugin}
 */
const threadsShared = {
  name: 'threads shared',
  setup(build) {
    build.onResolve({ filter: /\/readingThread$/ }, ({ kind }) =>
      kind === 'entry-point' ? null : { path: './readingThread.js', external: true, sideEffects: false },
    );
  },
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // esbuild can remove unused code from ES modules only, so take these if a package offers both.
  mainFields: ['module', 'main'],
  // Imports of modules when they are needed become calls of require(), which need no loader of ES modules.
  supported: { 'dynamic-import': false },
  plugins: [scannerForEsbuild, librariesApart, programsApart, threadsShared],
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: {
      extension: 'src/extension.ts',
      worker: 'src/worker/start.ts',
      workerMain: 'src/worker/main.ts',
      scan: 'src/worker/scanThread.ts',
      simulationThread: 'src/worker/simulationThread.ts',
      readingThread: 'src/worker/readingThread.ts',
      cliMain: 'src/cli/main.ts',
    },
    outdir: 'dist',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: { cli: 'src/cli/start.ts' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    entryPoints: Object.fromEntries(LIBRARIES.map((name) => [name, name])),
    outdir: 'dist',
    plugins: [],
  },
  {
    ...shared,
    entryPoints: { webview: 'webview/main.tsx', first: 'webview/first.tsx', sweepPage: 'webview/sweep/main.tsx' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...shared,
    entryPoints: { webview: 'webview/style.css' },
    outdir: 'dist',
  },
];

/**
 * `out/suite.js`, whose `run()` VS Code's extension host calls, and the test files that it gives to mocha,
 * `out/host/*.test.js`.
 *
 * @type {esbuild.BuildOptions}
 */
const suite = {
  ...node,
  minify: false,
  sourcemap: 'linked',
  entryPoints: [
    { in: 'test/host/suite.ts', out: 'suite' },
    ...fs.globSync('test/host/**/*.test.ts', { cwd: root }).map((file) => ({
      in: file,
      out: path.join('host', path.relative('test/host', file).replace(/\.ts$/, '')),
    })),
  ],
  outdir: 'out',
  external: ['vscode', 'mocha'],
  plugins: [scannerForEsbuild],
};

/**
 * Prints when a build begins and ends: the editor's background task in `.vscode/tasks.json` waits for these words.
 *
 * @type {esbuild.Plugin}
 */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => console.log('build started'));
    build.onEnd(({ errors }) => console.log(`build finished, ${errors.length} errors`));
  },
};

/**
 * Writes the files of a build that differ from those on the disk: a window of VS Code may be reading the others.
 *
 * @param {esbuild.OutputFile[]} files
 */
async function write(files) {
  for (const { path: file, contents } of files) {
    const before = await readFile(file).catch(() => null);
    if (before?.equals(contents)) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}

/**
 * Removes the files in `folder` that an earlier build wrote and this one did not.
 *
 * @param {string} folder
 * @param {esbuild.Metafile[]} metafiles
 */
async function prune(folder, metafiles) {
  const written = new Set(metafiles.flatMap((metafile) => Object.keys(metafile.outputs)).map(path.normalize));
  const found = fs.globSync(`${folder}/**/*`, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  const stale = found
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !written.has(path.relative(root, file)));
  await Promise.all(stale.map((file) => rm(file)));
}

if (options.watch) {
  for (const bundle of [...bundles, suite]) {
    const context = await esbuild.context({ ...bundle, plugins: [...(bundle.plugins ?? []), announce] });
    await context.watch();
  }
} else {
  const built = await Promise.allSettled(
    [...bundles, suite].map((bundle) => esbuild.build({ ...bundle, metafile: true, write: false })),
  );
  // esbuild has printed the reason.
  if (built.some((result) => result.status === 'rejected')) process.exit(1);
  const results = built.map((result) => /** @type {any} */ (result).value);
  await Promise.all(results.map(({ outputFiles }) => write(outputFiles)));
  const metafiles = results.map(({ metafile }) => metafile);
  // Not all of out/, where other scripts put bundles that may be running.
  await Promise.all(['dist', 'out/host'].map((folder) => prune(folder, metafiles)));
  await writeFile(path.join(root, 'dist', NOTICES), await thirdPartyNotices(root, metafiles.slice(0, bundles.length)));
}

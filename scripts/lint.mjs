/**
 * Runs Biome, and checks what Biome has no rule for: no comment line is wider than 120 columns.
 *
 *   node scripts/lint.mjs [--changed]
 *
 * `--changed` looks only at files that differ from the last commit.
 */
import './node.mjs';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { wideCommentLines } from './commentWidth.mjs';

const root = path.resolve(import.meta.dirname, '..');
const MOST_COLUMNS = 120;

/** Where source files are: the project's own folder, and those that hold its code. */
const FOLDERS = ['', 'src/**/', 'webview/**/', 'test/**/', 'scripts/**/'];
const SOURCES = /\.(ts|tsx|mts|mjs|cjs)$/;

const { values: options } = parseArgs({ options: { changed: { type: 'boolean' } } });
const files = options.changed ? changedFiles() : undefined;
const isFormatted = biome(files);
const wide = commentFiles(files).flatMap((file) =>
  wideCommentLines(fs.readFileSync(path.join(root, file), 'utf8'), MOST_COLUMNS).map((line) => `${file}:${line}`),
);
for (const place of wide) console.error(`${place} This comment line is wider than ${MOST_COLUMNS} columns.`);
process.exitCode = isFormatted && wide.length === 0 ? 0 : 1;

/** Files that differ from the last commit, or are new, seen from the project's folder. */
function changedFiles() {
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return [
    ...git('diff', '--name-only', '--diff-filter=d', '--relative', 'HEAD').split('\n'),
    ...git('ls-files', '--others', '--exclude-standard').split('\n'),
  ].filter((file) => file !== '');
}

/** @param {readonly string[]} [only] */
function biome(only) {
  if (only?.length === 0) return true;
  const script = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [script, 'check', '--error-on-warnings', '--no-errors-on-unmatched', ...(only ?? [])];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** @param {readonly string[]} [only] */
function commentFiles(only) {
  const all = only ?? FOLDERS.flatMap((folder) => fs.globSync(`${folder}*.*`, { cwd: root }));
  return all.map((file) => file.split(path.sep).join('/')).filter((file) => SOURCES.test(file));
}

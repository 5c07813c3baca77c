/**
 * Takes the README's pictures in the real workbench again, and its animation in the page; saves them in
 * `media/screenshots/`.
 *
 *   node scripts/screenshots.mjs
 */
import './node.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const env = { ...process.env, README_PICTURES: path.join(root, 'media/screenshots') };
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');

for (const suite of [
  ['--project', 'e2e', 'appearance', '-t', 'pictures'],
  ['--project', 'page', 'animation'],
]) {
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...suite], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}

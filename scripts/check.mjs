/**
 * The check for every change: types, lint, and the unit tests with a tenth of their random cases.
 *
 *   node scripts/check.mjs [--changed]
 *
 * `--changed` lints the files that differ from the last commit, and runs the unit tests that import them.
 */
import './node.mjs';
import { parseArgs } from 'node:util';
import { check, runInOrder, summarize, vitest } from './stages.mjs';

const { values: options } = parseArgs({ options: { changed: { type: 'boolean' } } });
const changed = options.changed ? ['--changed'] : [];
const unitTests = vitest('unit tests', ['unit', 'mocked'], [...changed, '--passWithNoTests']);

const outcomes = await Promise.all([
  runInOrder([check('types', 'typecheck'), check('lint', 'lint', changed)]),
  runInOrder([unitTests]),
]);
summarize(outcomes.flat());

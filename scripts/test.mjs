/**
 * Runs every check and every test. The last line counts them: `N passed, N failed`.
 *
 *   node scripts/test.mjs
 */
import './node.mjs';
import { check, clearResults, runInOrder, suiteInVsCode, summarize, vitest } from './stages.mjs';

// Inherited by every stage. The depth is that of test/depth.ts.
process.env.FAASNET_TEST_DEPTH ??= '1';

await clearResults();
// Packs with the bundles for users. The build after it replaces them with those that the suites use.
const [packed, built] = await runInOrder([check('package', 'package'), check('build', 'build')]);
if (built.failed) {
  summarize([packed, built]);
} else {
  // The suites with a browser use little more than one core each, so two of them run side by side. With a third beside
  // them, each of their steps would wait for a core.
  const lanes = await Promise.all([
    runInOrder([
      vitest('page', ['page']),
      vitest('benchmarks, small', ['bench']),
      vitest('sweeps on Slurm', ['slurm']),
      ...(packed.failed ? [] : [vitest('package, installed', ['package'])]),
    ]),
    runInOrder([
      suiteInVsCode('suite inside VS Code'),
      vitest('workbench, driven as by a person', ['e2e']),
      check('types', 'typecheck'),
      check('lint', 'lint'),
      check('fuzzing, brief', 'fuzz', ['--inputs', '1000', '--seed', '1', '--seconds', '120']),
    ]),
  ]);
  const last = await runInOrder([vitest('unit tests', ['unit', 'mocked'])]);
  summarize([packed, built, ...lanes.flat(), ...last]);
}

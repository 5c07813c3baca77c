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
const built = await runInOrder([check('build', 'build')]);
if (built[0].failed) {
  summarize(built);
} else {
  // Side by side: the browser's suites mostly wait, and leave a core to the unit tests.
  const lanes = await Promise.all([
    runInOrder([
      check('types', 'typecheck'),
      check('lint', 'lint'),
      vitest('unit tests', ['unit', 'mocked']),
      vitest('benchmarks, small', ['bench']),
      check('fuzzing, brief', 'fuzz', ['--inputs', '1000', '--seed', '1', '--seconds', '120']),
    ]),
    runInOrder([vitest('page', ['page'])]),
    runInOrder([suiteInVsCode('suite inside VS Code'), vitest('workbench, driven as by a person', ['e2e'])]),
  ]);
  // Replaces the bundles in dist/ that the suites above use.
  const packed = await runInOrder([check('package', 'package'), vitest('package, installed', ['package'])]);
  summarize([...built, ...lanes.flat(), ...packed]);
}

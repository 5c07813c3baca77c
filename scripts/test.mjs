/**
 * Every check and every test, one after the other; the last line counts them: `N passed, N failed`.
 *
 *   node scripts/test.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');

// Inherited by every stage. The depth is that of test/depth.ts.
process.env.FAASNET_TEST_DEPTH ??= '1';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Counts>} run
 * @property {boolean} [needed] Whether nothing after it makes sense where it fails.
 */

/** @type {Stage[]} */
const stages = [
  { name: 'build', run: () => check('build'), needed: true },
  { name: 'types', run: () => check('typecheck') },
  { name: 'lint', run: () => check('lint') },
  { name: 'unit tests', run: () => vitest('unit') },
  { name: 'tests of the page', run: () => vitest('page') },
  { name: 'suite inside VS Code', run: suiteInVsCode },
  { name: 'the workbench as a person uses it', run: () => vitest('e2e') },
  { name: 'benchmarks, small', run: () => vitest('bench') },
  { name: 'package', run: () => check('package') },
  { name: 'the package installed', run: () => vitest('package') },
];

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const summary = [];
for (const { name, run, needed } of stages) {
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const { passed, failed } = await run();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summary.push(`${failed ? 'FAILED' : 'ok    '} ${name} (${passed + failed}, ${seconds} s)`);
  if (failed && needed) break;
}
console.log(`\n${summary.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

/**
 * A check that passes or fails as a whole: it counts as one.
 *
 * @param {string} script An npm script.
 * @returns {Promise<Counts>}
 */
async function check(script) {
  const { code } = await run('npm', ['run', '--silent', script]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} project A project of `vitest.config.ts`.
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  const file = path.join(results, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run('vitest', ['run', '--project', project, ...reporters]);
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  return counted(code, { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 });
}

/** @returns {Promise<Counts>} */
async function suiteInVsCode() {
  const { code, said } = await run('npm', ['run', '--silent', 'test:host']);
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed/m.exec(said) ?? [];
  return counted(code, { passed: Number(passed), failed: Number(failed) });
}

/**
 * A stage that failed outside any test, or that found no test, has failed.
 *
 * @param {number} code Its exit code.
 * @param {Counts} counts
 * @returns {Counts}
 */
function counted(code, { passed, failed }) {
  if (passed + failed === 0) console.error('No test ran.');
  const unexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/**
 * Runs a command of npm or of a package, showing what it says.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number, said: string }>}
 */
async function run(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.on('data', (chunk) => {
      said += chunk;
      to.write(chunk);
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}

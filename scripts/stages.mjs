import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { npmCommand } from './install.mjs';
import { endGroup, spawnOnLeash } from './processGroup.mjs';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');
const VITEST = path.join(root, 'node_modules/vitest/vitest.mjs');
/** No stage takes half as long on a busy machine. One that does hangs: it is ended and has failed. */
const LIMIT_MINUTES = 30;

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} [failures] Names of the tests that failed.
 *
 * @typedef {object} Stage A check or a suite. Its output is shown when it has ended.
 * @property {string} name
 * @property {readonly [command: string, args: readonly string[]]} command
 * @property {(code: number, output: string) => Promise<Counts>} count
 *
 * @typedef {Counts & { name: string, seconds: number }} Outcome
 */

/** Removes the reports of earlier runs. */
export async function clearResults() {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
}

/**
 * A stage that passes or fails as a whole, and counts as one test.
 *
 * @param {string} name
 * @param {string} script An npm script.
 * @param {readonly string[]} [args]
 * @returns {Stage}
 */
export function check(name, script, args = []) {
  return {
    name,
    command: npmCommand(['run', '--silent', script, '--', ...args]),
    count: async (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

/**
 * @param {string} name
 * @param {readonly string[]} projects Of `vitest.config.mts`. The report goes to `test-results/<first project>.json`.
 * @param {readonly string[]} [args]
 * @returns {Stage}
 */
export function vitest(name, projects, args = []) {
  const file = path.join(results, `${projects[0]}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const chosen = projects.map((project) => `--project=${project}`);
  return {
    name,
    command: [process.execPath, [VITEST, 'run', ...chosen, ...reporters, ...args]],
    count: async (code) => {
      const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
      const failures = (report.testResults ?? []).flatMap(failuresOf);
      const counts = { passed: report.numPassedTests ?? 0, failed: failures.length, failures };
      return args.includes('--passWithNoTests') && code === 0 ? counts : explained(code, counts);
    },
  };
}

/**
 * @param {{ name: string, status: string, assertionResults: readonly { fullName: string, status: string }[] }} file
 * @returns {string[]} The file itself, where it failed outside its tests.
 */
function failuresOf({ name, status, assertionResults }) {
  const file = path.relative(root, name);
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName }) => `${file}: ${fullName}`);
  return tests.length > 0 || status !== 'failed' ? tests : [file];
}

/**
 * The suite inside VS Code, which prints its own counts.
 *
 * @param {string} name
 * @returns {Stage}
 */
export function suiteInVsCode(name) {
  return {
    name,
    command: npmCommand(['run', '--silent', 'test:host']),
    count: async (code, output) => {
      const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed/m.exec(output) ?? [];
      const failures = Array.from(output.matchAll(/^ {2}✗ (.*)/gm), ([, test]) => test);
      return explained(code, { passed: Number(passed), failed: Number(failed), failures });
    },
  };
}

/**
 * A stage that failed outside any test, or that found no test, has failed.
 *
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
function explained(code, { passed, failed, failures }) {
  if (passed + failed === 0) console.error('No test ran.');
  const isUnexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed, failures };
}

/** @type {Set<import('./processGroup.mjs').Leashed>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, async () => {
    await Promise.all([...running].map(endGroup));
    process.exit(1);
  });
}

/**
 * Runs stages one after another. Several of these lists may run side by side.
 *
 * @param {readonly Stage[]} stages
 * @returns {Promise<Outcome[]>}
 */
export async function runInOrder(stages) {
  const outcomes = [];
  for (const stage of stages) outcomes.push(await run(stage));
  return outcomes;
}

/**
 * @param {Stage} stage
 * @returns {Promise<Outcome>}
 */
async function run({ name, command, count }) {
  console.log(`… ${name}`);
  const started = performance.now();
  const { code, output } = await runCommand(command);
  console.log(`\n=== ${name}\n${output.trimEnd()}`);
  const counts = await count(code, output);
  const seconds = (performance.now() - started) / 1000;
  const outcome = { name, seconds, ...counts };
  console.log(`${line(outcome)}\n`);
  return outcome;
}

/**
 * @param {Stage['command']} command
 * @returns {Promise<{ code: number, output: string }>}
 */
async function runCommand([command, args]) {
  const child = spawnOnLeash(command, args, { cwd: root });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    endGroup(child);
  }, LIMIT_MINUTES * 60_000);
  /** @type {number | null} */
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(limit);
  // Ends what the command may have left running, and with it the output.
  await endGroup(child);
  running.delete(child);
  if (isLate) output += `\nEnded, because it took longer than ${LIMIT_MINUTES} minutes.`;
  return { code: isLate ? 1 : (code ?? 1), output };
}

/**
 * Prints a line for each stage, one for each test that failed, and the sums as the last line: `N passed, N failed`.
 * Sets the exit code.
 *
 * @param {readonly Outcome[]} outcomes
 */
export function summarize(outcomes) {
  const sum = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const failures = outcomes.flatMap(({ failures = [] }) => failures.map((test) => `failed: ${test}`));
  console.log(`${[...outcomes.map(line), ...failures].join('\n')}\n\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

/** @param {Outcome} outcome */
function line({ name, seconds, passed, failed }) {
  return `${failed ? 'FAILED' : 'ok    '} ${name} (${passed + failed}, ${seconds.toFixed(1)} s)`;
}

/**
 * Runs the unit tests with ten times the random cases of `npm test`: some 40 minutes on two cores.
 *
 *   node scripts/deepTests.mjs [vitest's arguments, such as the path of a test file]
 */
import './node.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const child = spawn('vitest', ['run', '--project=unit', '--project=mocked', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, FAASNET_TEST_DEPTH: '10' },
});
const [code] = await once(child, 'close');
process.exitCode = code ?? 1;

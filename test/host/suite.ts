import { readdirSync } from 'node:fs';
import path from 'node:path';
import type Mocha from 'mocha';
import { BROWSER_TEST_MS } from '../timeouts.mjs';

/**
 * Called by VS Code inside its extension host. Runs every bundled test file beside it, says how each test went and how
 * many passed, and throws where one failed or there was none.
 */
export async function run(): Promise<void> {
  const { default: MochaRunner } = await import('mocha');
  const mocha = new MochaRunner({ ui: 'bdd', timeout: BROWSER_TEST_MS, reporter: class {} as never, forbidOnly: true });
  const folder = path.join(__dirname, 'host');
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(folder, file));
  }
  await mocha.loadFilesAsync();
  const { passed, failed } = await report(mocha);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} of the tests inside VS Code failed.`);
  if (passed === 0) throw new Error('No test ran inside VS Code.');
}

function report(mocha: Mocha): Promise<{ passed: number; failed: number }> {
  return new Promise((resolve) => {
    let passed = 0;
    let failed = 0;
    const runner = mocha.run(() => resolve({ passed, failed }));
    runner.on('pass', (test) => {
      passed++;
      console.log(`  ✓ ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on('fail', (test, error) => {
      failed++;
      console.error(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
}

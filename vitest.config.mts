import { defineConfig } from 'vitest/config';
import { scannerForVite } from './scripts/scanner.mjs';
import { BENCHMARK_MS, BROWSER_TEST_MS, STEP_MS, TEST_MS } from './test/timeouts.mjs';

const plugins = [scannerForVite];
/**
 * Files that replace a module, or spy on a method of a class, in a registry of their own. Once a method had been
 * replaced, V8 ran every simulation of the other files up to ten times slower.
 */
const MOCKING = 'test/unit/**/*.mocked.test.ts';

const unit = {
  setupFiles: ['test/setup.ts'],
  testTimeout: TEST_MS,
  hookTimeout: TEST_MS,
  expect: { poll: { timeout: STEP_MS } },
  restoreMocks: true,
};

/** Each file starts a browser or a window of VS Code, so files run one after another. */
const browser = {
  testTimeout: BROWSER_TEST_MS,
  hookTimeout: BROWSER_TEST_MS,
  expect: { poll: { timeout: STEP_MS } },
  fileParallelism: false,
};

export default defineConfig({
  test: {
    // Vitest leaves one core unused otherwise, which halves the speed on two.
    maxWorkers: '100%',
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: [MOCKING],
          // Loading the sources again for each file would take half of the time.
          isolate: false,
          ...unit,
        },
      },
      { plugins, test: { name: 'mocked', include: [MOCKING], ...unit } },
      { plugins, test: { name: 'page', include: ['test/page/**/*.test.ts'], isolate: false, ...browser } },
      {
        plugins,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/globalSetup.ts',
          isolate: false,
          ...browser,
        },
      },
      {
        plugins,
        test: { name: 'bench', include: ['test/bench/**/*.test.ts'], ...browser, testTimeout: BENCHMARK_MS, hookTimeout: BENCHMARK_MS },
      },
      { plugins, test: { name: 'slurm', include: ['test/slurm/**/*.test.ts'], ...browser } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], ...browser } },
    ],
  },
});

import { defineConfig } from 'vitest/config';
import { scannerForVite } from './scripts/scanner.mjs';

/** A browser step on a busy machine takes a while; what waits for longer than this has failed. */
const BROWSER_PATIENCE_MS = 120_000;

const browser = { testTimeout: BROWSER_PATIENCE_MS, hookTimeout: BROWSER_PATIENCE_MS, fileParallelism: false,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    projects: [
      { plugins: [scannerForVite], test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}', 'test/oracle/**/*.test.ts'], testTimeout: 60_000 } },
      { plugins: [scannerForVite], test: { name: 'page', include: ['test/page/**/*.test.ts'], ...browser } },
      { plugins: [scannerForVite], test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: 'test/e2e/globalSetup.ts', ...browser } },
      { plugins: [scannerForVite], test: { name: 'bench', include: ['test/bench/**/*.test.ts'], ...browser } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], ...browser } },
    ],
  },
});

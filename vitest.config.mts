import { defineConfig } from 'vitest/config';

/** A browser step on a busy machine takes a while; what waits for longer than this has failed. */
const BROWSER_PATIENCE_MS = 120_000;

const browser = { testTimeout: BROWSER_PATIENCE_MS, hookTimeout: BROWSER_PATIENCE_MS, fileParallelism: false,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}', 'test/oracle/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'page', include: ['test/page/**/*.test.ts'], ...browser } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: 'test/e2e/globalSetup.ts', ...browser } },
      { test: { name: 'bench', include: ['test/bench/**/*.test.ts'], ...browser } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], ...browser } },
    ],
  },
});

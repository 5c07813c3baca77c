// One limit for each kind of wait. A limit only ends what hangs: it is several times what a busy machine needs.
// JavaScript, because vitest.config.mts and the scripts read it too.

/**
 * A test without a browser, or its set-up. The longest computes for half a minute, perhaps on a twentieth of a core.
 * Deeper tests take longer (test/depth.ts).
 */
export const TEST_MS = 900_000 * Math.max(1, Number(process.env.FAASNET_TEST_DEPTH ?? 1));

/** A test that drives a browser or VS Code, or its set-up: starting VS Code takes the longest. */
export const BROWSER_TEST_MS = 300_000;

/** One step in a browser or in VS Code: an element appears, a condition becomes true. */
export const STEP_MS = 90_000;

/** A benchmark, or a step of one: each computes on a large input. */
export const BENCHMARK_MS = 900_000;

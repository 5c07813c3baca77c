/** The loop's depth, where nothing else is asked for. `npm test` and CI set 1, `npm run test:deep` sets 10. */
const LOOP_DEPTH = 0.1;

/** Fewer random cases than this prove too little; a test that wants fewer at depth 1 always runs them all. */
const FEWEST_RUNS = 20;

/** Multiplies the number of random cases of every property test. Set by FAASNET_TEST_DEPTH. */
export const depth = Number(process.env.FAASNET_TEST_DEPTH ?? LOOP_DEPTH);
if (!(depth > 0))
  throw new Error(`FAASNET_TEST_DEPTH must be a number above 0, not "${process.env.FAASNET_TEST_DEPTH}".`);

/** How many random cases to run of a test that runs `atDepth1` of them at depth 1. */
export function runs(atDepth1: number): number {
  return Math.max(Math.min(atDepth1, FEWEST_RUNS), Math.ceil(atDepth1 * depth));
}

import fc from 'fast-check';
import { anyRun } from '../../unit/simulation/randomRuns';
import { simulateChecked } from '../../unit/simulation/selfChecks';
import type { Target } from '../target';

/** A random run with failures, whose state is checked for contradictions after each step. An input is a run's seed. */
export const simulator: Target = {
  name: 'simulator',
  seeds: [Uint8Array.of(1, 0, 0, 0)],
  tokens: [],
  generate: (random) => Uint8Array.from({ length: 4 }, () => random.below(256)),
  check(input) {
    const seed = input.subarray(0, 4).reduce((value, byte) => (value << 8) | byte, 0);
    const [run] = fc.sample(anyRun({ failures: true }), { numRuns: 1, seed });
    simulateChecked(run);
  },
};

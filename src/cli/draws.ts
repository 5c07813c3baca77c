import type { Limit } from '../numeric';
import type { Arguments, OptionSpecs } from './command';
import type { PlannedWorkload } from './simulateWorkload';

/** Each draw repeats the run of each system. */
const DRAWS: Limit = { min: 0, max: 1000, integer: true, unit: '', defaultValue: 10 };
const LARGE_REPLAY = { starts: 100_000, draws: 4 };

/** Of a replay that is fitted to its trace. */
export const DRAW_OPTIONS = {
  draws: {
    value: 'N',
    help: `simulations of each system with images and starts that the recorded latencies leave possible, for intervals (default ${DRAWS.defaultValue}; ${LARGE_REPLAY.draws} from ${LARGE_REPLAY.starts} cold starts on; 0 for none)`,
  },
} as const satisfies OptionSpecs;

/** 0 for a workload that is not fitted. Throws `UsageError`. */
export function drawsOf(given: Arguments<typeof DRAW_OPTIONS>, { workload, calibrated }: PlannedWorkload): number {
  const draws = given.limited('draws', DRAWS);
  if (calibrated === null) return 0;
  return draws ?? (workload.arrival.length >= LARGE_REPLAY.starts ? LARGE_REPLAY.draws : DRAWS.defaultValue);
}

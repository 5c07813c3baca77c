import { DRAWS, usualDraws } from '../calibration';
import type { Limit } from '../numeric';
import type { Arguments, OptionSpecs } from './command';
import { UsageError } from './errors';
import type { PlannedWorkload } from './simulateWorkload';

const LIMIT: Limit = { min: 0, max: 1000, integer: true, unit: '', defaultValue: DRAWS.usual };

/** Of a replay that is fitted to its trace. */
export const DRAW_OPTIONS = {
  draws: {
    value: 'N',
    help: `simulations of each system with images and starts that the recorded latencies leave possible, for intervals (default ${DRAWS.usual}; ${DRAWS.large} from ${DRAWS.largeStarts} cold starts on; 0 for none)`,
  },
} as const satisfies OptionSpecs;

/** 0 for a workload that is not fitted. Throws `UsageError`. */
export function drawsOf(given: Arguments<typeof DRAW_OPTIONS>, { workload, calibrated }: PlannedWorkload): number {
  const draws = given.limited('draws', LIMIT);
  if (calibrated === null) {
    if (draws === null) return 0;
    throw new UsageError('--draws is an option of a replay that is fitted to its trace.', 'Leave it out.');
  }
  return draws ?? usualDraws(workload);
}

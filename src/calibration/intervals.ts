import { quantile } from '../numeric';
import { inLanes, type Run, type Simulator, simulatesHere, type Workload } from '../simulation';
import type { Calibration, DrawnQuantile } from './answers';
import type { CheckProgress } from './heldOut';
import { drawnWorkload } from './replayed';
import { responseOf } from './response';

/** How often a system is simulated for intervals, unless a number is asked for. Each draw repeats the whole run. */
export const DRAWS = { usual: 10, large: 4, largeStarts: 100_000 } as const;

export function usualDraws({ arrival }: Pick<Workload, 'arrival'>): number {
  return arrival.length >= DRAWS.largeStarts ? DRAWS.large : DRAWS.usual;
}

export const DRAWN_SHARES = [0.5, 0.9, 0.99] as const;
const PERCENTILES = { 0.5: 'p50', 0.9: 'p90', 0.99: 'p99' } as const;

/**
 * Repeats a run with `draws` workloads that the recorded latencies leave possible.
 * @param run of the replay with assumed images
 */
export async function intervalsOf(
  { workload, seed, ...asked }: Run,
  calibration: Calibration,
  draws: number,
  progress?: CheckProgress,
  simulator: Simulator = simulatesHere,
): Promise<readonly DrawnQuantile[]> {
  const response = await responseOf(calibration.recordedOn, asked.parameters);
  const shares = new Float64Array(draws);
  const found = await inLanes(simulator.lanes, draws, async (at) => {
    const reached = async (fraction: number) => {
      shares[at] = fraction;
      await progress?.(shares.reduce((sum, share) => sum + share, 0) / draws);
    };
    const drawn = drawnWorkload(workload, calibration, response, seed + at + 1);
    const numbers = await simulator.numbers({ ...asked, workload: drawn, seed: seed + at + 1 }, reached);
    await reached(1);
    return numbers.provisioningSeconds;
  });
  return DRAWN_SHARES.map((share) => {
    const sorted = found.map((latencies) => latencies[PERCENTILES[share]]).sort((a, b) => a - b);
    return { share, lowSeconds: quantile(sorted, 0.05), highSeconds: quantile(sorted, 0.95) };
  });
}

import { quantile } from '../numeric';
import { type Run, simulate, type Workload } from '../simulation';
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

/**
 * Repeats a run with `draws` workloads that the recorded latencies leave possible.
 * @param run of the replay with assumed images
 */
export async function intervalsOf(
  { workload, seed, ...asked }: Run,
  calibration: Calibration,
  draws: number,
  progress?: CheckProgress,
): Promise<readonly DrawnQuantile[]> {
  const response = await responseOf(calibration.recordedOn, asked.parameters);
  const found: number[][] = DRAWN_SHARES.map(() => []);
  for (let draw = 1; draw <= draws; draw++) {
    const drawn = drawnWorkload(workload, calibration, response, seed + draw);
    const run = { ...asked, workload: drawn, seed: seed + draw };
    const { provisioning } = await simulate(run, (fraction) => progress?.((draw - 1 + fraction) / draws));
    const sorted = provisioning.slice().sort();
    for (const [i, share] of DRAWN_SHARES.entries()) found[i].push(quantile(sorted, share));
    await progress?.(draw / draws);
  }
  return DRAWN_SHARES.map((share, i) => {
    const sorted = found[i].sort((a, b) => a - b);
    return { share, lowSeconds: quantile(sorted, 0.05), highSeconds: quantile(sorted, 0.95) };
  });
}

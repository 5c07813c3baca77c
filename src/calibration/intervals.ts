import { quantile } from '../numeric';
import { type Parameters, simulate, type Workload } from '../simulation';
import type { Calibration } from './answers';
import type { CheckProgress } from './heldOut';
import { drawnWorkload } from './replayed';
import { responseOf } from './response';

/** Latency of a percentile over draws of what the calibration leaves unknown. */
export interface DrawnQuantile {
  readonly share: number;
  /** 5th and 95th percentile of the draws. */
  readonly lowSeconds: number;
  readonly highSeconds: number;
}

export const DRAWN_SHARES = [0.5, 0.9, 0.99] as const;

/** Simulates one system with `draws` workloads that the recorded latencies leave possible. */
export async function intervalsOf(
  workload: Workload,
  calibration: Calibration,
  system: string,
  parameters: Parameters,
  { draws, seed }: { readonly draws: number; readonly seed: number },
  progress?: CheckProgress,
): Promise<readonly DrawnQuantile[]> {
  const response = await responseOf(calibration.recordedOn, parameters);
  const found: number[][] = DRAWN_SHARES.map(() => []);
  for (let draw = 1; draw <= draws; draw++) {
    const drawn = drawnWorkload(workload, calibration, response, seed + draw);
    const run = { workload: drawn, system, parameters, seed: seed + draw };
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

import { type Manifest, unitAt } from '../../sweep';
import { withAllCores } from '../allCores';
import type { OpenTrace } from '../openTrace';
import type { Terminal } from '../terminal';
import { UnitRuns } from './workloads';

/** Units that are tried for an estimate. */
export const TRIED = 5;

/** Seconds for all units on all cores, from a few units across the sweep. */
export async function estimate(manifest: Manifest, trace: OpenTrace | null, terminal: Terminal): Promise<number> {
  const units = manifest.keys.length;
  const numbers = [...new Set(Array.from({ length: TRIED }, (_, at) => Math.floor((at * (units - 1)) / (TRIED - 1))))];
  const runs = new UnitRuns(trace);
  return withAllCores(async (simulator) => {
    // The first run pays for compiling.
    await simulator.measured(await runs.of(unitAt(manifest, numbers[0])));
    const started = performance.now();
    for (const number of numbers) {
      terminal.progress(`trying unit ${number}`);
      await simulator.measured(await runs.of(unitAt(manifest, number)));
    }
    terminal.clearProgress();
    return ((performance.now() - started) / 1000 / numbers.length / simulator.lanes) * units;
  });
}

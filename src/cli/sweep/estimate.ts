import { type Manifest, unitAt } from '../../sweep';
import { withAllCores } from '../allCores';
import type { OpenTrace } from '../openTrace';
import type { Terminal } from '../terminal';
import { UnitRuns } from './workloads';

/** Units that are tried for an estimate, and the seconds after which no further one is. */
const TRIED = 32;
const LONGEST_SECONDS = 3;
/** Steps of this share of the sweep reach every region of it, whatever the sizes of its axes. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export interface Estimate {
  /** For all units on all cores of this machine. */
  readonly seconds: number;
  readonly tried: number;
}

/** Simulates some units across the sweep. */
export async function estimate(manifest: Manifest, trace: OpenTrace | null, terminal: Terminal): Promise<Estimate> {
  const units = manifest.keys.length;
  const runs = new UnitRuns(trace);
  const unit = (at: number) => unitAt(manifest, Math.floor(((at * GOLDEN) % 1) * units));
  return withAllCores(async (simulator) => {
    // The first runs pay for compiling.
    for (let at = 0; at < 3; at++) await simulator.measured(await runs.of(unit(at)));
    const started = performance.now();
    let tried = 0;
    let seconds = 0;
    while (tried < Math.min(TRIED, units) && seconds < LONGEST_SECONDS) {
      terminal.progress(`trying unit ${unit(tried).number}`);
      await simulator.measured(await runs.of(unit(tried++)));
      seconds = (performance.now() - started) / 1000;
    }
    terminal.clearProgress();
    return { seconds: (seconds / tried / simulator.lanes) * units, tried };
  });
}

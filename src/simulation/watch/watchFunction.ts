import { resolveParameters } from '../parameters';
import { Simulation } from '../simulation';
import { SYSTEMS } from '../systems';
import type { Checkpoint, Run } from '../types';
import { FunctionWatch } from './functionWatch';
import type { WatchedWindow } from './records';

/** As many as 100,000 VMs at once make, and 50 MB for the page. */
const MOST_ENTRIES = 1_000_000;

/** Work between two checkpoints: about a millisecond. */
const WORK_BETWEEN_CHECKPOINTS = 500;

/** What was recorded of a function, up to `to`, which is earlier than asked if that was too much. */
export interface Recording {
  readonly run: Run;
  readonly watch: FunctionWatch;
  readonly to: number;
}

/**
 * Simulates a run again, which is valid and has ended before, up to the end of the window, and records one function. A
 * run is a function of its input, so this is what happened then. Rejects with what the checkpoint throws.
 * @param mostEntries entries after which the recording may end early
 */
export async function watchFunction(
  run: Run,
  window: WatchedWindow,
  checkpoint?: Checkpoint,
  mostEntries = MOST_ENTRIES,
): Promise<Recording> {
  const system = SYSTEMS.find(({ name }) => name === run.system)!;
  const parameters = resolveParameters(run.parameters);
  const watch = new FunctionWatch(window, system, parameters, mostEntries);
  const simulation = new Simulation(run, system, parameters, watch);
  const { clock } = simulation;
  while (!simulation.advance(WORK_BETWEEN_CHECKPOINTS) && clock.now <= window.to) {
    const to = watch.fullAt(clock.now);
    if (to !== null) return { run, watch, to };
    await checkpoint?.(simulation.fraction, simulation.events);
  }
  return { run, watch, to: window.to };
}

import { resolveParameters } from '../parameters';
import { Simulation } from '../simulation';
import { SYSTEMS } from '../systems';
import type { Checkpoint, Run } from '../types';
import { FunctionWatch } from './functionWatch';
import type { WatchedWindow } from './records';

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
 */
export async function watchFunction(run: Run, window: WatchedWindow, checkpoint?: Checkpoint): Promise<Recording> {
  const system = SYSTEMS.find(({ name }) => name === run.system)!;
  const parameters = resolveParameters(run.parameters);
  const watch = new FunctionWatch(window, system, parameters);
  const simulation = new Simulation(run, system, parameters, watch);
  const { clock } = simulation;
  while (!simulation.advance(WORK_BETWEEN_CHECKPOINTS) && clock.now <= window.to && !watch.isFull) {
    await checkpoint?.(simulation.fraction, simulation.events);
  }
  return { run, watch, to: Math.min(window.to, Math.max(clock.now, window.from)) };
}

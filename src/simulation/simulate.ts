import { requireFailures } from './failures';
import { resolveParameters } from './parameters';
import { Simulation } from './simulation';
import { SYSTEMS } from './systems';
import type { Checkpoint, Run, RunResult } from './types';

/** A system that does not exist. */
export class SystemError extends Error {
  override readonly name = 'SystemError';
}

/** Work between two checkpoints: about a millisecond. */
const WORK_BETWEEN_CHECKPOINTS = 1000;

/**
 * Provisions every cold start of the workload and tells what came of it. The same run gives the same result, byte for byte.
 * Throws a SystemError or a ParameterError for a run that cannot be, and whatever the checkpoint throws.
 */
export async function simulate(run: Run, checkpoint?: Checkpoint): Promise<RunResult> {
  const system = SYSTEMS.find(({ name }) => name === run.system);
  if (!system) {
    const names = SYSTEMS.map(({ name }) => name).join(', ');
    throw new SystemError(`There is no system "${String(run.system).slice(0, 80)}"; there are ${names}.`);
  }
  const parameters = resolveParameters(run.parameters);
  requireFailures(run.failures ?? [], parameters);
  const simulation = new Simulation(run, system, parameters);
  while (!simulation.advance(WORK_BETWEEN_CHECKPOINTS)) {
    await checkpoint?.(simulation.fraction, simulation.events);
  }
  return simulation.result();
}

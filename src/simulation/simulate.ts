import { AdvisedError } from '../errors';
import { requireFailures } from './failures';
import { resolveParameters } from './parameters';
import { Simulation } from './simulation';
import { SYSTEMS, type System } from './systems';
import type { Checkpoint, Run, RunResult, Workload } from './types';
import { burstWorkload } from './workload/burst';
import { requireWorkload } from './workload/check';

/** A system that does not exist. */
export class SystemError extends AdvisedError {
  override readonly name = 'SystemError';

  constructor(message: string) {
    super(message, 'SystemError');
  }
}

/** Work between two checkpoints: about a millisecond. */
const WORK_BETWEEN_CHECKPOINTS = 1000;

/**
 * Keeps one small finished run per system alive. Otherwise V8 drops the optimised code with the last object of its
 * hidden class, after each run, and after seven times stops optimising: three times slower. The hidden class of an
 * object depends on the kinds of numbers it has held, so the small run must do all that others do.
 */
const kept = new Map<string, Simulation>();

/**
 * Provisions every cold start of the workload. The same run gives the same result, byte for byte. Throws a SystemError,
 * a ParameterError or a WorkloadError for an invalid run, a ParameterError if VMs fail faster than starts succeed, and
 * whatever the checkpoint throws.
 */
export async function simulate(run: Run, checkpoint?: Checkpoint): Promise<RunResult> {
  const system = SYSTEMS.find(({ name }) => name === run.system);
  if (!system) {
    const names = SYSTEMS.map(({ name }) => name).join(', ');
    throw new SystemError(`There is no system "${String(run.system).slice(0, 80)}"; there are ${names}.`);
  }
  const parameters = resolveParameters(run.parameters);
  requireFailures(run.failures ?? [], parameters);
  requireWorkload(run.workload);
  if (!kept.has(system.name)) kept.set(system.name, smallRun(system));
  const simulation = new Simulation(run, system, parameters);
  while (!simulation.advance(WORK_BETWEEN_CHECKPOINTS)) {
    await checkpoint?.(simulation.fraction, simulation.events);
  }
  return simulation.result();
}

/** Images come and go, columns grow, and times are whole numbers as rarely as in other runs. */
function smallRun(system: System): Simulation {
  const parameters = resolveParameters({ vms: 80, idleSeconds: 20, runSeconds: 0.1 });
  const containers = 120;
  const workload: Workload = {
    ...burstWorkload({ containers, functions: 2 }, parameters),
    arrival: Float64Array.from({ length: containers }, (_, i) => 0.003 * i + (i < 100 ? 0 : 60)),
  };
  const simulation = new Simulation({ workload, system: system.name, parameters, seed: 1 }, system, parameters);
  while (!simulation.advance(WORK_BETWEEN_CHECKPOINTS));
  simulation.result();
  return simulation;
}

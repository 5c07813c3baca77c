import { type RunResult, resolveParameters, simulate } from '../../../src/simulation';
import type { Subject } from '../measure/subject';
import { dayOfColdStarts, largeBurst } from './workloads';

export interface SimulationInput {
  readonly system: string;
  /** The paper's burst of 2,500, or a day of this many cold starts. */
  readonly workload: 'burst' | number;
  readonly vms: number;
}

/** One simulation, from workload to result. */
export const simulation: Subject<SimulationInput, RunResult> = ({ system, workload: kind, vms }) => {
  const parameters = resolveParameters(kind === 'burst' ? { vms, spread: 1 } : { vms });
  const workload = kind === 'burst' ? largeBurst(parameters) : dayOfColdStarts(kind, parameters);
  return {
    run: () => simulate({ workload, system, parameters, seed: 1 }),
    found: ({ provisioning }) => ({
      'cold starts': provisioning.length,
      'share started': provisioning.filter(Number.isFinite).length / provisioning.length,
    }),
  };
};

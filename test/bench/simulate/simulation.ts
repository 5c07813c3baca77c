import {
  burstWorkload,
  type Parameters,
  type RunResult,
  resolveParameters,
  simulate,
  type Workload,
} from '../../../src/simulation';
import type { Subject } from '../measure/subject';
import { dayOfColdStarts, generatedTrace, largeBurst } from './workloads';

export interface SimulationInput {
  readonly system: string;
  readonly workload: 'burst' | 'trace' | 'day';
  /** Number of cold starts; absent for the paper's large burst. */
  readonly coldStarts?: number;
  /** Functions of a burst that is not the paper's. */
  readonly functions?: number;
  readonly vms: number;
}

/** One simulation, from workload to result. */
export const simulation: Subject<SimulationInput, RunResult> = async (input) => {
  const { system, workload: kind, vms } = input;
  const isPapers = kind === 'burst' && input.coldStarts === undefined;
  const parameters = resolveParameters(isPapers ? { vms, spread: 1 } : { vms });
  const workload = await workloadOf(input, parameters);
  return {
    run: () => simulate({ workload, system, parameters, seed: 1 }),
    found: ({ provisioning }) => ({
      'cold starts': provisioning.length,
      'share started': provisioning.filter(Number.isFinite).length / provisioning.length,
    }),
  };
};

function workloadOf(
  { workload, coldStarts = 0, functions }: SimulationInput,
  parameters: Parameters,
): Promise<Workload> | Workload {
  switch (workload) {
    case 'burst':
      return functions ? burstWorkload({ containers: coldStarts, functions }, parameters) : largeBurst(parameters);
    case 'trace':
      return generatedTrace(coldStarts, parameters);
    case 'day':
      return dayOfColdStarts(coldStarts, parameters);
  }
}

import type { FunctionSpec, Parameters, Workload } from '../types';
import { requireWithin, sizesOf } from './check';
import { WorkloadError } from './errors';

export interface BurstOptions {
  /** Cold starts that arrive at time 0. */
  readonly containers: number;
  /** Functions that the cold starts are spread over evenly. Default 1. */
  readonly functions?: number;
  /** MB; null or absent: the parameter `imageMB`. */
  readonly imageMB?: number | null;
  /** MB; null or absent: the parameter `memoryMB`. */
  readonly memoryMB?: number | null;
}

/** N cold starts at once, 0 → N (ATC'21 §4.3). Throws a WorkloadError for a number out of range. */
export function burstWorkload(options: BurstOptions, parameters: Parameters): Workload {
  const { containers, functions: functionCount = 1 } = options;
  requireWithin('containers', containers);
  requireWithin('functions', functionCount);
  if (functionCount > containers) {
    throw new WorkloadError(`functions is ${functionCount}; it can't be more than containers, ${containers}.`);
  }
  const { imageMB, memoryMB } = sizesOf(options, parameters);
  const { runSeconds } = parameters;
  const functions: FunctionSpec[] = Array.from({ length: functionCount }, (_, i) => ({
    name: functionCount === 1 ? 'burst' : `burst-${i + 1}`,
    runtime: 'custom-container',
    imageMB,
    memoryMB,
    runSeconds,
  }));
  const functionId = new Uint32Array(containers);
  for (let i = 0; i < containers; i++) functionId[i] = i % functionCount;
  return {
    name: `burst of ${containers}`,
    description: { kind: 'burst', containers, functions: functionCount, imageMB, memoryMB, runSeconds },
    arrival: new Float64Array(containers),
    functionId,
    functions,
    recorded: null,
    assumptions: [],
  };
}

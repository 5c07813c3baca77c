import type { FunctionSpec, Parameters, Workload } from '../types';
import { WorkloadError } from './errors';

export interface BurstOptions {
  /** Cold starts that arrive together at time 0. */
  readonly containers: number;
  /** Functions they are spread over, evenly. Default 1. */
  readonly functions?: number;
  /** MB; null or absent: the parameter `imageMB`, the paper's PyStan image. */
  readonly imageMB?: number | null;
  /** MB; null or absent: the parameter `memoryMB`. */
  readonly memoryMB?: number | null;
}

const MOST_CONTAINERS = 5_000_000;

/** N cold starts at once, 0 → N (ATC'21 §4.3). Throws a WorkloadError where the numbers make no burst. */
export function burstWorkload(options: BurstOptions, parameters: Parameters): Workload {
  const { containers, functions: functionCount = 1 } = options;
  requireCount('containers', containers, MOST_CONTAINERS);
  requireCount('functions', functionCount, containers);
  const imageMB = options.imageMB ?? parameters.imageMB;
  const memoryMB = options.memoryMB ?? parameters.memoryMB;
  if (!(imageMB > 0 && Number.isFinite(imageMB))) throw new WorkloadError(`An image of ${imageMB} MB is no image.`);
  if (!(memoryMB > 0 && memoryMB <= parameters.vmMemoryMB)) {
    throw new WorkloadError(`A container of ${memoryMB} MB does not fit on a VM of ${parameters.vmMemoryMB} MB.`);
  }
  const functions: FunctionSpec[] = Array.from({ length: functionCount }, (_, i) => ({
    name: functionCount === 1 ? 'burst' : `burst-${i + 1}`,
    runtime: 'custom-container',
    imageMB,
    memoryMB,
    runSeconds: parameters.runSeconds,
  }));
  const functionId = new Uint32Array(containers);
  for (let i = 0; i < containers; i++) functionId[i] = i % functionCount;
  return {
    name: `burst of ${containers}`,
    arrival: new Float64Array(containers),
    functionId,
    functions,
    recorded: null,
    assumptions: [],
  };
}

function requireCount(what: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new WorkloadError(`The number of ${what} is ${value}; it must be a whole number from 1 to ${most}.`);
}

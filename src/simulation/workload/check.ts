import { valueText } from '../../errors';
import { isWithin, rangeText } from '../../numeric';
import { LIMITS, type Limits } from '../limits';
import type { Parameters, Workload } from '../types';
import { WorkloadError } from './errors';

/** Seconds, about 300 years. Up to here a double resolves 2 µs. */
const LATEST = 1e10;

/**
 * Throws a WorkloadError for a workload that no run could complete: with invalid, unordered or too late times, an
 * unknown function, or invalid sizes.
 */
export function requireWorkload({ name, arrival, functionId, functions }: Workload): void {
  let previous = 0;
  for (let row = 0; row < arrival.length; row++) {
    const time = arrival[row];
    if (!(time >= previous && time < Number.POSITIVE_INFINITY)) {
      throw new WorkloadError(
        `${name}: arrival ${row + 1} is at ${time} s, after one at ${previous} s; arrivals must be 0 or more, by ascending time.`,
      );
    }
    if (time > LATEST) {
      throw new WorkloadError(
        `${name}: arrival ${row + 1} is at ${time} s; at most ${LATEST} s, some 300 years, can be run. Times must be seconds, not milliseconds or finer.`,
      );
    }
    if (functionId[row] >= functions.length) {
      throw new WorkloadError(
        `${name}: arrival ${row + 1} is of function ${functionId[row]}; there are ${functions.length}.`,
      );
    }
    previous = time;
  }
  for (const { name: functionName, imageMB, memoryMB, runSeconds } of functions) {
    if (isAmount(imageMB) && isAmount(memoryMB) && isAmount(runSeconds)) continue;
    throw new WorkloadError(
      `${name}: function ${functionName.slice(0, 80)} has an image of ${imageMB} MB, takes ${memoryMB} MB and runs ${runSeconds} s; all must be 0 or more.`,
    );
  }
}

/** Throws a WorkloadError for a value out of its range. */
export function requireWithin(name: keyof Limits, value: number): void {
  if (isWithin(value, LIMITS[name])) return;
  throw new WorkloadError(`${name} is ${valueText(value)}; it must be ${rangeText(LIMITS[name])}.`);
}

interface Sizes {
  readonly imageMB?: number | null;
  readonly memoryMB?: number | null;
}

/**
 * The image size and memory of a container, MB: those given, else the parameters. Throws a WorkloadError out of range.
 */
export function sizesOf(given: Sizes, parameters: Parameters): { imageMB: number; memoryMB: number } {
  const imageMB = given.imageMB ?? parameters.imageMB;
  const memoryMB = given.memoryMB ?? parameters.memoryMB;
  requireWithin('imageMB', imageMB);
  requireWithin('memoryMB', memoryMB);
  if (memoryMB <= parameters.vmMemoryMB) return { imageMB, memoryMB };
  throw new WorkloadError(`A container of ${memoryMB} MB does not fit on a VM of ${parameters.vmMemoryMB} MB.`);
}

function isAmount(value: number): boolean {
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

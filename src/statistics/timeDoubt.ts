import { type TimeUnit, TOO_LATE } from '../trace';

/**
 * Why times are hardly right, in one sentence; null where nothing speaks against them.
 * @param latest of the trace, epoch seconds
 * @param unit what the file's times are counted in, as its first row has it
 */
export function timeDoubt(latest: number, unit: TimeUnit): string | null {
  if (latest < TOO_LATE) return null;
  return `Times are read as epoch ${unit}, as the first row has them, but some are far too large for that: all times and rates here may be wrong.`;
}

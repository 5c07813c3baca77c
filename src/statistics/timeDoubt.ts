import { type TimeUnit, TOO_LATE } from '../trace';

/** Each unit is a thousand times as fine as the one before: what is earlier than this would not have been taken for a finer one than seconds. */
const TOO_EARLY = TOO_LATE / 1000;

/**
 * Why times are hardly right, in one sentence; null where nothing speaks against them.
 * @param range of the trace, epoch seconds
 * @param unit what the file's times are counted in, as its first row has it
 */
export function timeDoubt({ from, to }: { readonly from: number; readonly to: number }, unit: TimeUnit): string | null {
  const tooEarly = unit !== 'seconds' && from < TOO_EARLY;
  if (to < TOO_LATE && !tooEarly) return null;
  const size = tooEarly ? 'small' : 'large';
  return `Times are read as epoch ${unit}, as the first row has them, but some are far too ${size} for that: all times and rates here may be wrong.`;
}

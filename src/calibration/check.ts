import { quantile } from '../numeric';
import type { QuantileError, ReplayCheck } from './answers';

/** Percentiles at which a replay is compared. */
export const CHECKED_SHARES = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99] as const;
/** Starts from which on a function is compared by itself. */
const ENOUGH_STARTS = 20;
/** A percentile of a function needs this many starts beyond it. */
const BEYOND = 5;

/** Compares latencies of the same cold starts. Seconds, by arrival. */
export function compareReplay(
  recorded: Float64Array,
  simulated: Float64Array,
  functionId: Uint32Array,
  functions: number,
): ReplayCheck {
  const groups = Array.from({ length: functions }, () => ({ recorded: [] as number[], simulated: [] as number[] }));
  for (let i = 0; i < recorded.length; i++) {
    groups[functionId[i]].recorded.push(recorded[i]);
    groups[functionId[i]].simulated.push(simulated[i]);
  }
  const compared = groups.filter((group) => group.recorded.length >= ENOUGH_STARTS);
  const sorted = compared.map((group) => ({
    recorded: Float64Array.from(group.recorded).sort(),
    simulated: Float64Array.from(group.simulated).sort(),
  }));
  return {
    starts: recorded.length,
    overall: quantileErrors(recorded.slice().sort(), simulated.slice().sort()),
    perFunction: CHECKED_SHARES.flatMap((share) => {
      const errors = sorted
        .filter(({ recorded: { length } }) => length * Math.min(share, 1 - share) >= BEYOND)
        .map((one) => Math.abs(errorAt(one.recorded, one.simulated, share).error))
        .filter((error) => !Number.isNaN(error))
        .sort((a, b) => a - b);
      return errors.length === 0 ? [] : [{ share, median: quantile(errors, 0.5), p90: quantile(errors, 0.9) }];
    }),
    comparedFunctions: compared.length,
  };
}

/** @param recorded ascending, as `simulated` */
export function quantileErrors(recorded: Float64Array, simulated: Float64Array): QuantileError[] {
  return CHECKED_SHARES.map((share) => errorAt(recorded, simulated, share));
}

function errorAt(recorded: Float64Array, simulated: Float64Array, share: number): QuantileError {
  const [recordedSeconds, simulatedSeconds] = [quantile(recorded, share), quantile(simulated, share)];
  const isSame = simulatedSeconds === recordedSeconds;
  const error = isSame ? 0 : recordedSeconds > 0 ? simulatedSeconds / recordedSeconds - 1 : Number.NaN;
  return { share, recordedSeconds, simulatedSeconds, error };
}

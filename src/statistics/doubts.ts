import type { TraceFile } from '../trace';
import type { UnitInForce } from './latencyUnit';
import { isAscending } from './radixSort';
import { timeDoubt } from './timeDoubt';

/**
 * Why the times of a trace may be wrong, in one sentence; null if nothing is suspicious. Relative times are no dates.
 * @param times of all rows, ascending
 */
export function doubtOfTimes(file: TraceFile, times: Float64Array): string | null {
  if (file.relativeTime) return null;
  return timeDoubt({ count: times.length, at: (rank) => times[rank] }, file.timeUnit, file.timeUnitIsSet);
}

/** Why latencies or times of a trace may be wrong, a sentence each, for who needs nothing else of an overview. */
export async function traceDoubts(file: TraceFile, unit: UnitInForce): Promise<string[]> {
  const { time } = file.table;
  const times = (await isAscending(time)) ? time : time.slice().sort();
  return [unit.doubt, doubtOfTimes(file, times)].filter((doubt) => doubt !== null);
}

import type { Curve, SeriesName } from '../../protocol/queries';
import type { RunResult, Workload } from '../types';

/** Containers that had started by each moment: x in seconds since the first arrival, y a count. At most `points` points. */
export function completionCurve(workload: Workload, result: RunResult, points: number): Curve {
  const started = new Float64Array(result.provisioning.length);
  const origin = workload.arrival.length > 0 ? workload.arrival[0] : 0;
  for (let i = 0; i < started.length; i++) started[i] = workload.arrival[i] - origin + result.provisioning[i];
  return stepCurve(result.system, started, points, (rank) => rank);
}

/** Share of cold starts provisioned within x seconds. At most `points` points. */
export function latencyCdfOf(result: RunResult, points: number): Curve {
  const count = result.provisioning.length;
  return stepCurve(result.system, result.provisioning.slice(), points, (rank) => rank / count);
}

/** The same for the latencies that the trace recorded; null where the workload is no trace. */
export function recordedCdfOf(workload: Workload, points: number): Curve | null {
  const { recorded } = workload;
  if (!recorded) return null;
  return stepCurve('recorded', recorded.slice(), points, (rank) => rank / recorded.length);
}

/** Series of which the highest of several neighbours says what the mean of them would hide. */
const OF_PEAKS: readonly SeriesName[] = ['peakVmInBytes', 'peakVmOutBytes', 'mostTreeLevels'];

/** A time series of the run, thinned to at most `points` points: each the mean of neighbours, or, of peaks, the highest of them. */
export function seriesCurve(result: RunResult, name: SeriesName, points: number): Curve {
  const peaks = OF_PEAKS.includes(name);
  const found = result.series.find((one) => one.name === name);
  const x = found?.x ?? new Float64Array(0);
  const y = found?.y ?? new Float64Array(0);
  const stride = Math.max(1, Math.ceil(x.length / Math.max(2, points)));
  if (stride === 1) return { name: result.system, count: x.length, x, y, decimated: false };
  const length = Math.ceil(x.length / stride);
  const thinX = new Float64Array(length);
  const thinY = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const end = Math.min(x.length, (i + 1) * stride);
    thinX[i] = x[i * stride];
    for (let j = i * stride; j < end; j++) {
      thinY[i] = peaks ? Math.max(thinY[i], y[j]) : thinY[i] + y[j] / (end - i * stride);
    }
  }
  return { name: result.system, count: x.length, x: thinX, y: thinY, decimated: true };
}

/** Sorts `values` in place; the k-th smallest is at height `height(k)`, k from 1. */
function stepCurve(name: string, values: Float64Array, points: number, height: (rank: number) => number): Curve {
  values.sort();
  const count = values.length;
  const length = Math.min(count, Math.max(2, points));
  const x = new Float64Array(length);
  const y = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = length === count ? i : Math.round((i * (count - 1)) / (length - 1));
    x[i] = values[at];
    y[i] = height(at + 1);
  }
  return { name, count, x, y, decimated: length < count };
}

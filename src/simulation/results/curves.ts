import type { Curve } from '../../numeric';
import type { SeriesName } from '../answers';
import type { RunResult, Workload } from '../types';
import { countedContainers, countedTimes } from './responses';

/**
 * Containers that had started by each moment: x in seconds since the first arrival, y a count. At most `points` points.
 */
export function completionCurve(workload: Workload, result: RunResult, points: number): Curve {
  const started = new Float64Array(result.provisioning.length);
  const origin = workload.arrival.length > 0 ? workload.arrival[0] : 0;
  for (let i = 0; i < started.length; i++) started[i] = workload.arrival[i] - origin + result.provisioning[i];
  return stepCurve(result.system, started, points, (rank) => rank);
}

/** Share of cold starts provisioned within x seconds, or of requests answered. At most `points` points. */
export function latencyCdfOf(workload: Workload, result: RunResult, points: number): Curve {
  const { provisioning, response } = countedTimes(workload, result);
  return cdf(result.system, response ?? provisioning, points);
}

/**
 * Share of the containers that requests ordered which had started within x seconds of their order. At most `points`
 * points; empty where the workload has no requests.
 */
export function containerCdfOf(workload: Workload, result: RunResult, points: number): Curve {
  return cdf(result.system, countedContainers(workload, result)?.seconds ?? new Float64Array(0), points);
}

/** Requests per bin of `responseCurve` on average, so that few bins are empty. */
const REQUESTS_PER_BIN = 4;

/**
 * The longest response among the requests that arrived in each of at most `points` bins of equal width. x: start of the
 * bin, seconds since the profile began; y: seconds, NaN where no request arrived. Empty where the workload has no
 * requests.
 */
export function responseCurve(workload: Workload, result: RunResult, points: number): Curve {
  const { arrival, response } = countedTimes(workload, result);
  const responses = response ?? new Float64Array(0);
  const origin = workload.leadInSeconds ?? 0;
  const { length: count } = responses;
  const bins = Math.min(Math.max(2, points), Math.ceil(count / REQUESTS_PER_BIN));
  const width = count > 0 ? (arrival[count - 1] - origin) / bins : 0;
  const y = new Float64Array(bins).fill(Number.NaN);
  for (let i = 0; i < count; i++) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((arrival[i] - origin) / width)) : 0;
    if (!(y[bin] >= responses[i])) y[bin] = responses[i];
  }
  return { name: result.system, count, x: y.map((_, bin) => bin * width), y, decimated: bins < count };
}

/** The same for the latencies recorded in the trace; null where the workload is not a trace. */
export function recordedCdfOf(workload: Workload, points: number): Curve | null {
  const { recorded } = workload;
  if (!recorded) return null;
  return cdf('recorded', recorded, points);
}

/** Series of maxima: thinning keeps the highest of neighbouring points. */
const OF_PEAKS: readonly SeriesName[] = ['peakVmInBytes', 'peakVmOutBytes', 'mostTreeLevels'];

/**
 * A time series of the run, thinned to at most `points` points: means of neighbours, or the highest of them for series
 * of maxima.
 */
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

function cdf(name: string, values: Float64Array, points: number): Curve {
  return stepCurve(name, values.slice(), points, (rank) => rank / values.length);
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

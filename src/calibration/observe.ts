import { type Checkpoint, medianOf, Quantiles, quantile } from '../numeric';
import { findFound, type Runtimes } from './found';
import { FunctionColumn, forFunctions, groupByFunction } from './grouping';
import { componentOf, DECILES_APART, FEW, LEAST_SD } from './mixture';
import { waitsFor } from './queueing';
import type { Recorded } from './recorded';
import type { SystemResponse } from './response';

/** What the trace says of each function: columns by function. NaN where it says nothing. Logarithms are of seconds. */
export interface Observations {
  readonly starts: Uint32Array;
  /** Starts that found the image. */
  readonly found: Uint32Array;
  /** By arrival: 1 for a start that found the image. */
  readonly isFound: Uint8Array;
  /** Starts that fetched: logarithm of the median of their work, which is fetch, start and platform; its spread. */
  readonly work: Float64Array;
  readonly spread: Float64Array;
  /** By function with enough of them: their logarithms around the median at `SHAPE_POINTS` equally spaced places. */
  readonly shape: readonly (readonly number[] | null)[];
  /** Starts that found the image: logarithm of their median latency; its spread. */
  readonly foundWork: Float64Array;
  readonly foundSpread: Float64Array;
  /** With stages: logarithms of the medians of fetch and start; median of the platform's seconds. */
  readonly fetch: Float64Array;
  readonly start: Float64Array;
  readonly platform: Float64Array;
}

/** Takes linear time, but for sorting the cold starts of each function. */
export async function observe(
  recorded: Recorded,
  runtimes: Runtimes,
  { sessionSeconds, fixedSeconds }: Pick<SystemResponse, 'sessionSeconds' | 'fixedSeconds'>,
  checkpoint?: Checkpoint,
): Promise<Observations> {
  const { arrival, functionId, latency, fetch, platform } = recorded;
  const functions = runtimes.runtime.length;
  const grouping = await groupByFunction(functionId, functions, checkpoint);
  const isFound = await findFound(recorded, grouping, runtimes, checkpoint);
  const column = () => new Float64Array(functions).fill(Number.NaN);
  const result = {
    starts: Uint32Array.from({ length: functions }, (_, f) => grouping.start[f + 1] - grouping.start[f]),
    found: new Uint32Array(functions),
    isFound,
    work: column(),
    spread: column(),
    shape: new Array<readonly number[] | null>(functions).fill(null),
    foundWork: column(),
    foundSpread: column(),
    fetch: column(),
    start: column(),
    platform: column(),
  };
  const waits = waitsFor(arrival, latency, isFound, sessionSeconds);
  const columnOf = new FunctionColumn(grouping);
  const startSeconds = fetch && latency.map((seconds, i) => seconds - fetch[i] - (platform?.[i] ?? 0));
  const all = new Uint8Array(latency.length);
  await forFunctions(grouping, checkpoint, (f) => {
    const part = (values: Float64Array | Float32Array, wanted: 0 | 1, less: Float32Array | null = null, offset = 0) =>
      columnOf.where(f, { values, less, offset, flag: isFound, wanted });
    const works = part(latency, 0, waits, fixedSeconds);
    result.found[f] = result.starts[f] - works.length;
    if (works.length >= SHAPE_STARTS) {
      const shape = shapeOf(works.sort());
      [result.work[f], result.spread[f], result.shape[f]] = [Math.log(quantile(works, 0.5)), spreadOf(shape), shape];
    } else if (works.length > 0) {
      [result.work[f], result.spread[f]] = logNormal(works);
    }
    if (result.found[f] > 0) [result.foundWork[f], result.foundSpread[f]] = logNormal(part(latency, 1));
    if (!startSeconds || result.starts[f] === 0) return;
    const ofAll = (values: Float64Array | Float32Array) =>
      median(columnOf.where(f, { values, less: null, flag: all, wanted: 0 }));
    if (result.found[f] < result.starts[f]) result.fetch[f] = Math.log(median(part(fetch, 0, waits)));
    result.start[f] = Math.log(ofAll(startSeconds));
    result.platform[f] = platform ? Math.max(0, ofAll(platform) - fixedSeconds) : 0;
  });
  return result;
}

const median = (seconds: Float64Array) => medianOf(seconds, 0, seconds.length);

/** Logarithm of the median, and spread of the logarithms. Reorders the seconds. */
function logNormal(seconds: Float64Array): [mean: number, sd: number] {
  const { length } = seconds;
  if (length < FEW) {
    const logs = seconds.map(Math.log).sort();
    const { mean, sd } = componentOf(logs, 0, length);
    return [mean, sd];
  }
  DECILES.of(seconds, 0, length, (share, value) => {
    found[share] = value;
  });
  return [Math.log(found[1]), Math.max(LEAST_SD, Math.log(found[2] / found[0]) / DECILES_APART)];
}

const DECILES = new Quantiles([0.1, 0.5, 0.9]);
const found = new Float64Array(3);

/** Fewer starts show a spread, but no shape. */
const SHAPE_STARTS = 64;
const SHAPE_POINTS = 41;
/** In place of the extremes, which a few starts decide. */
const SHAPE_END = 0.0025;

/** The first and the last decile of a shape are points of it. */
function spreadOf(shape: readonly number[]): number {
  const decile = (SHAPE_POINTS - 1) / 10;
  return Math.max(LEAST_SD, (shape[SHAPE_POINTS - 1 - decile] - shape[decile]) / DECILES_APART);
}

/** @param sorted seconds */
function shapeOf(sorted: Float64Array): readonly number[] {
  const middle = Math.log(quantile(sorted, 0.5));
  return Array.from({ length: SHAPE_POINTS }, (_, point) => {
    const share = Math.min(1 - SHAPE_END, Math.max(SHAPE_END, point / (SHAPE_POINTS - 1)));
    return Math.log(quantile(sorted, share)) - middle;
  });
}

import type { Checkpoint } from '../numeric';
import { FunctionColumn, forFunctions, type Grouping } from './grouping';
import { type Component, componentOf, FEWEST_BIMODAL, fitMixture, LEAST_RATIO } from './mixture';
import type { Recorded } from './recorded';
import { runtimeThresholds } from './runtimeThresholds';
import { LEAST_SECONDS } from './seconds';

/** A fetch of less than this, or this part of the latency, fetched nothing: platforms' clocks show milliseconds. */
const NO_FETCH_SECONDS = 0.02;
const NO_FETCH_SHARE = 0.02;
/** Typical spreads below its function's median from which a start of a unimodal function may have found the image. */
const OUTLYING = 2.5;

/** What is known of functions beforehand. */
export interface Runtimes {
  /** By function: the number of its runtime. */
  readonly runtime: Uint32Array;
  readonly runtimes: number;
  /** By function: the longest latency, seconds, of a start that fetches nothing. */
  readonly longestFound: Float64Array;
}

/**
 * By arrival: 1 for a start that found the image on its VM. Stages tell it. Without them, the lower component of a
 * bimodal function found it; of other functions, a start as short as the found ones of its runtime, unless the
 * function's own starts are like it.
 */
export async function findFound(
  { latency, functionId, fetch }: Recorded,
  grouping: Grouping,
  { runtime, runtimes, longestFound }: Runtimes,
  checkpoint?: Checkpoint,
): Promise<Uint8Array> {
  const isFound = new Uint8Array(latency.length);
  if (fetch) {
    for (let i = 0; i < isFound.length; i++) {
      if (fetch[i] <= Math.max(NO_FETCH_SECONDS, NO_FETCH_SHARE * latency[i])) isFound[i] = 1;
    }
    return isFound;
  }
  const functions = grouping.start.length - 1;
  const column = new FunctionColumn(grouping);
  const components: ({ readonly lower: Component; readonly upper: Component } | null)[] = [];
  /** By function: starts of less found the image. */
  const below = new Float64Array(functions).fill(Number.NEGATIVE_INFINITY);
  /** By function with one component and enough starts to show it: its median. */
  const median = new Float64Array(functions).fill(Number.NaN);
  await forFunctions(grouping, checkpoint, (f) => {
    const logs = column.of(f, latency).sort();
    for (let i = 0; i < logs.length; i++) logs[i] = Math.log(Math.max(LEAST_SECONDS, logs[i]));
    const fitted = fitMixture(logs);
    // Two components of which both fetch: two images, or two places to fetch from.
    const mixture = fitted && fitted.lower.mean <= Math.log(longestFound[f]) ? fitted : null;
    components.push(mixture);
    if (mixture) {
      below[f] = (logs[mixture.split - 1] + logs[mixture.split]) / 2;
    } else if (logs.length >= FEWEST_BIMODAL) {
      median[f] = componentOf(logs, 0, logs.length).mean;
    }
  });
  const { thresholds, spread } = runtimeThresholds({ components, runtime, runtimes });
  const outlying = Math.max(Math.log(LEAST_RATIO), OUTLYING * spread);
  for (let f = 0; f < functions; f++) {
    if (components[f]) continue;
    const threshold = thresholds[runtime[f]];
    const isLikeFetched = median[f] >= threshold;
    below[f] = isLikeFetched ? Math.min(threshold, median[f] - outlying) : threshold;
  }
  const seconds = below.map((log) => Math.max(LEAST_SECONDS, Math.exp(log)));
  for (let i = 0; i < isFound.length; i++) if (latency[i] < seconds[functionId[i]]) isFound[i] = 1;
  return isFound;
}

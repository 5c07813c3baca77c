import type { Split } from './answers';
import { ASSUMED_START_SD } from './assumed';
import type { Runtimes } from './found';
import type { Observations } from './observe';
import type { SystemResponse } from './response';
import { type Shrunk, shrink } from './shrinkage';
import { likeliestStart } from './split';
import { foundShares, spreads } from './spread';

/** The median of n values has this many times the standard deviation of their mean (normal distribution). */
const MEDIAN_SPREAD = 1.2533;
/** Of the logarithm: no start is known better, because the simulator is a model. */
const LEAST_START_SD = 0.03;

/** Fitted columns by function. */
export interface Estimates {
  readonly imageMB: Float64Array;
  readonly startFactor: Float64Array;
  readonly platformSeconds: Float64Array;
  readonly scatter: Float64Array;
  readonly foundScatter: Float64Array;
  readonly shape: readonly (readonly number[] | null)[];
  readonly foundShare: Float64Array;
  readonly split: readonly Split[];
  /** Weight of the runtime in the median work of a start that fetches. */
  readonly borrowed: Float64Array;
  readonly workSd: Float64Array;
  readonly startSd: Float64Array;
}

/** What is assumed of functions before their starts are looked at. */
export interface Prior extends Runtimes {
  /** By function. */
  readonly imageMB: Float64Array;
  /** Length of a start's independent steps, from which the simulator draws a scatter of its own. */
  readonly startStepSeconds: number;
}

/** Takes linear time, but for sorting functions. */
export function estimate(seen: Observations, response: SystemResponse, prior: Prior): Estimates {
  const functions = seen.starts.length;
  const column = (of: (f: number) => number) => Float64Array.from({ length: functions }, (_, f) => of(f));
  const fetching = column((f) => seen.starts[f] - seen.found[f]);
  const spread = spreads(seen.spread, fetching, prior);
  const foundSpread = spreads(
    seen.foundSpread,
    column((f) => seen.found[f]),
    prior,
  );
  const samplingOf = (sd: number, count: number) => (MEDIAN_SPREAD * sd) ** 2 / count;
  const pooled = (value: Float64Array, variance: Float64Array) =>
    shrink({ value, variance }, prior.runtime, prior.runtimes);

  const work = pooled(
    seen.work,
    column((f) => samplingOf(spread[f], fetching[f])),
  );
  const fetch = pooled(
    seen.fetch,
    column((f) => samplingOf(spread[f], fetching[f])),
  );
  const start = startsOf(seen, response, prior, (f) =>
    Number.isNaN(seen.start[f]) ? samplingOf(foundSpread[f], seen.found[f]) : samplingOf(spread[f], seen.starts[f]),
  );

  const [imageMB, startFactor, startSd] = [column(() => 0), column(() => 0), column(() => 0)];
  const split: Split[] = [];
  const fetchesFirst = response.fetchSeconds(1000) > response.fetchSeconds(1);
  const platformOf = (f: number) => (Number.isNaN(seen.platform[f]) ? 0 : seen.platform[f]);
  const workOf = (f: number) => Math.max(0, Math.exp(work.value[f]) - platformOf(f));
  for (let f = 0; f < functions; f++) {
    const own = start.isOwn[f] === 1;
    split.push(!own ? 'assumed' : Number.isNaN(seen.start[f]) ? 'mixture' : 'stages');
    const group = start.shrunk.groups[prior.runtime[f]];
    const [mean, sd] = own
      ? [start.shrunk.value[f], Math.sqrt(start.shrunk.variance[f])]
      : group
        ? [group.mean, Math.sqrt(group.between)]
        : [0, ASSUMED_START_SD];
    startSd[f] = Math.max(LEAST_START_SD, sd);
    if (own && fetchesFirst && !Number.isNaN(fetch.value[f])) {
      startFactor[f] = Math.exp(mean);
      imageMB[f] = response.imageMB(Math.exp(fetch.value[f]), 0);
    } else if (Number.isNaN(work.value[f])) {
      // No function of the trace fetched an image.
      startFactor[f] = Math.exp(mean);
      imageMB[f] = prior.imageMB[f];
    } else {
      startFactor[f] = likeliestStart(workOf(f), { mean, sd: startSd[f] }, prior.imageMB[f], response);
      imageMB[f] = response.imageMB(workOf(f), startFactor[f]);
    }
  }

  /** Variance of a start's logarithm in a simulation without a scatter of the function. */
  const inherent = (f: number) => {
    const seconds = response.startSeconds(imageMB[f]) * startFactor[f];
    const whole = response.fetchSeconds(imageMB[f]) + seconds;
    return whole > 0 ? (prior.startStepSeconds * seconds) / whole ** 2 : 0;
  };
  const inherentOfFound = (f: number) => {
    const seconds = response.foundSeconds(imageMB[f]) * startFactor[f];
    return seconds > 0 ? prior.startStepSeconds / seconds : 0;
  };
  return {
    imageMB,
    startFactor,
    platformSeconds: column(platformOf),
    scatter: column((f) => Math.sqrt(Math.max(0, spread[f] ** 2 - inherent(f)))),
    foundScatter: column((f) => Math.sqrt(Math.max(0, foundSpread[f] ** 2 - inherentOfFound(f)))),
    shape: seen.shape.map((shape, f) => {
      const own = Math.sqrt(Math.max(0, 1 - inherent(f) / seen.spread[f] ** 2));
      return shape?.map((log) => log * own) ?? null;
    }),
    foundShare: foundShares(seen, prior),
    split,
    borrowed: work.borrowed,
    workSd: column((f) => (Number.isNaN(work.value[f]) ? 0 : Math.sqrt(work.variance[f]))),
    startSd,
  };
}

/** Logarithms of start factors of the functions whose starts show theirs. */
function startsOf(
  seen: Observations,
  response: SystemResponse,
  prior: Prior,
  varianceOf: (f: number) => number,
): { readonly shrunk: Shrunk; readonly isOwn: Uint8Array } {
  const functions = seen.starts.length;
  const value = new Float64Array(functions).fill(Number.NaN);
  const variance = new Float64Array(functions).fill(Number.NaN);
  const isOwn = new Uint8Array(functions);
  for (let f = 0; f < functions; f++) {
    const imageMB = prior.imageMB[f];
    if (!Number.isNaN(seen.start[f])) {
      value[f] = seen.start[f] - Math.log(response.startSeconds(imageMB));
    } else if (seen.found[f] > 0) {
      value[f] = seen.foundWork[f] - Math.log(response.foundSeconds(imageMB));
    }
    if (Number.isNaN(value[f])) continue;
    isOwn[f] = 1;
    variance[f] = varianceOf(f);
  }
  return { shrunk: shrink({ value, variance }, prior.runtime, prior.runtimes), isOwn };
}

import type { RunResult, Workload } from '../types';
import { countedTimes } from './responses';

/** The responses of the requests that arrived in a span of time. */
export interface ResponseSpan {
  /** Start of the span, seconds since the profile began, after the lead-in. */
  readonly from: number;
  readonly requests: number;
  /** Seconds; NaN without requests. */
  readonly mean: number;
  readonly longest: number;
}

/** Responses in `count` spans of equal width, up to the last arrival. Empty where the workload has no requests. */
export function responseSpans(workload: Workload, result: RunResult, count: number): ResponseSpan[] {
  const { arrival, response } = countedTimes(workload, result);
  if (!response || response.length === 0) return [];
  const origin = workload.leadInSeconds ?? 0;
  const width = (arrival[arrival.length - 1] - origin) / count;
  const found = binned(arrival, response, origin, width, count);
  return found.requests.map((requests, bin) => ({
    from: bin * width,
    requests,
    mean: found.sums[bin] / requests,
    longest: found.longest[bin],
  }));
}

/**
 * The longest response among the requests that arrived in each bin of this width, seconds, from the start of the run;
 * NaN without requests.
 */
export function longestResponses(workload: Workload, result: RunResult, width: number): Float64Array {
  const { arrival, response } = countedTimes(workload, result);
  if (!response || response.length === 0) return new Float64Array(0);
  const bins = Math.floor(arrival[arrival.length - 1] / width) + 1;
  return Float64Array.from(binned(arrival, response, 0, width, bins).longest);
}

function binned(arrival: Float64Array, response: Float64Array, origin: number, width: number, bins: number) {
  const requests = new Array<number>(bins).fill(0);
  const sums = new Array<number>(bins).fill(0);
  const longest = new Array<number>(bins).fill(Number.NaN);
  for (let i = 0; i < response.length; i++) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((arrival[i] - origin) / width)) : 0;
    requests[bin]++;
    sums[bin] += response[i];
    if (!(longest[bin] >= response[i])) longest[bin] = response[i];
  }
  return { requests, sums, longest };
}

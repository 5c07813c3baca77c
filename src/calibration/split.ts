import { ASSUMED_IMAGE_SD } from './assumed';
import type { SystemResponse } from './response';

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const STEPS = 18;

/**
 * Splits the work of a start between its image and its own work, where latencies tell only their sum: the likeliest
 * startFactor if both are log-normal, the image around its runtime's size.
 * @param seconds of fetch and start
 * @param start logarithm of the startFactor
 */
export function likeliestStart(
  seconds: number,
  start: { readonly mean: number; readonly sd: number },
  imageMB: number,
  response: SystemResponse,
): number {
  const logImage = Math.log(imageMB);
  const cost = (log: number) => {
    const size = response.imageMB(seconds, Math.exp(log));
    // A start that needs more than all of the time, or an image beyond the grid, leaves a rest.
    const rest = seconds - response.fetchSeconds(size) - response.startSeconds(size) * Math.exp(log);
    const missed = (rest / Math.max(seconds, 1e-3)) ** 2 * MISSED;
    return ((log - start.mean) / start.sd) ** 2 + ((Math.log(size) - logImage) / ASSUMED_IMAGE_SD) ** 2 + missed;
  };
  let [from, to] = [start.mean - REACH, start.mean + REACH];
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [costA, costB] = [cost(a), cost(b)];
  for (let step = 0; step < STEPS; step++) {
    if (costA <= costB) {
      [to, b, costB] = [b, a, costA];
      a = to - GOLDEN * (to - from);
      costA = cost(a);
    } else {
      [from, a, costA] = [a, b, costB];
      b = from + GOLDEN * (to - from);
      costB = cost(b);
    }
  }
  return Math.exp((from + to) / 2);
}

/** Logarithms to either side that are searched: a factor of 400. */
const REACH = 6;
/** The recorded latency comes first: to miss it by 2 % weighs as much as one standard deviation of an assumption. */
const MISSED = 1 / 0.02 ** 2;

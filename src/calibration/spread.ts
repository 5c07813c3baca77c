import { ASSUMED_SPREAD, FOUND_STARTS, SCATTER_STARTS } from './assumed';
import type { Runtimes } from './found';
import type { Observations } from './observe';

type Groups = Pick<Runtimes, 'runtime' | 'runtimes'>;

/**
 * Spread of the logarithms of each function's starts: its own, pooled with its runtime's.
 * @param own NaN where a function has too few
 * @param count starts by function
 */
export function spreads(own: Float64Array, count: Float64Array, { runtime, runtimes }: Groups): Float64Array {
  const ofRuntime = typicalVariances(own, count, runtime, runtimes);
  return own.map((sd, f) => {
    const variance = ofRuntime[runtime[f]];
    if (!(sd > 0)) return Math.sqrt(variance);
    const free = count[f] - 1;
    return Math.sqrt((SCATTER_STARTS * variance + free * sd * sd) / (SCATTER_STARTS + free));
  });
}

/** By runtime: the median over its functions, because a few that mix found and fetched starts spread widely. */
function typicalVariances(
  own: Float64Array,
  count: Float64Array,
  runtime: Uint32Array,
  runtimes: number,
): Float64Array {
  const known = Array.from(own.keys()).filter((f) => own[f] > 0);
  const enough = known.filter((f) => count[f] >= ENOUGH_STARTS);
  const told = enough.length >= FEWEST_FUNCTIONS ? enough : known;
  const medianOf = (functions: readonly number[]) => {
    const sorted = functions.map((f) => own[f] ** 2).sort((a, b) => a - b);
    return sorted.length === 0 ? ASSUMED_SPREAD ** 2 : sorted[Math.floor((sorted.length - 1) / 2)];
  };
  const all = medianOf(told);
  const members: number[][] = Array.from({ length: runtimes }, () => []);
  for (const f of told) members[runtime[f]].push(f);
  return Float64Array.from(members, (functions) => {
    return functions.length >= FEWEST_FUNCTIONS ? medianOf(functions) : all;
  });
}

/** Fewer starts show their spread too roughly, and fewer functions that of their runtime. */
const ENOUGH_STARTS = 8;
const FEWEST_FUNCTIONS = 3;

/** Share of each function's starts that find the image, pooled with that of its runtime. */
export function foundShares({ starts, found }: Observations, { runtime, runtimes }: Groups): Float64Array {
  const [hits, tries] = [new Float64Array(runtimes), new Float64Array(runtimes)];
  for (let f = 0; f < starts.length; f++) {
    hits[runtime[f]] += found[f];
    tries[runtime[f]] += starts[f];
  }
  return Float64Array.from(starts, (count, f) => {
    const ofRuntime = tries[runtime[f]] > 0 ? hits[runtime[f]] / tries[runtime[f]] : 0;
    return (found[f] + FOUND_STARTS * ofRuntime) / (count + FOUND_STARTS);
  });
}

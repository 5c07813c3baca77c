/** Numeric types and routines that know nothing of traces or runs. */
export { type Checkpoint, forSlices } from './checkpoint';
export type { Curve } from './curve';
export { isWithin, type Limit, nearestWithin, rangeText, SEED_COUNT, SEED_LIMIT } from './limit';
export { mean, quantile, quantileAt, quantileOfRows } from './quantile';
export { BINS, binOf, leastUpperWord, nearRanks, wordsOf } from './ranks';
export { countBelow, countUpTo, firstAfter } from './search';
export { MANY, medianOf, Quantiles, selectRanks } from './select';

/** Numeric types and routines that know nothing of traces or runs. */
export type { Curve } from './curve';
export { isWithin, type Limit, nearestWithin, rangeText, SEED_COUNT, SEED_LIMIT } from './limit';

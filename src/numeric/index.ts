/** Numeric types and routines that know nothing of traces or runs. */
export type { Curve } from './curve';

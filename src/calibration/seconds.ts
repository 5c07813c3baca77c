/** Recorded latencies may be 0, which has no logarithm; platforms record milliseconds. */
export const LEAST_SECONDS = 1e-3;

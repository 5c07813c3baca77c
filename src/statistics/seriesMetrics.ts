/** Latency quantiles that can be requested over time. */
export const LATENCY_METRICS = ['latencyP50', 'latencyP99'] as const;

/** Quantities of a trace over time: the only list. The request type and the guard derive theirs from it. */
export const SERIES_METRICS = ['coldStarts', 'coldStartRate', ...LATENCY_METRICS] as const;

export type SeriesMetric = (typeof SERIES_METRICS)[number];

/** Which latency distributions a request returns: one per runtime, or one of all cold starts. */
export const CDF_GROUPINGS = ['runtime', 'all'] as const;

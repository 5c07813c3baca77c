/**
 * What a run measures over time. Bytes and requests are per second. Means are over the active VMs; a peak is the
 * highest rate of any VM of the pool at any moment. Levels count VMs: a tree of a root alone has one.
 */
export const SERIES_NAMES = [
  'registryBytes',
  'registryRequests',
  'peerBytes',
  'meanVmInBytes',
  'meanVmOutBytes',
  'peakVmInBytes',
  'peakVmOutBytes',
  'activeVms',
  'trees',
  'meanTreeLevels',
  'mostTreeLevels',
  'vmInBytes',
  'vmOutBytes',
] as const;

export type SeriesName = (typeof SERIES_NAMES)[number];

/** The curves that can be drawn from a run. */
export const RUN_CURVE_KINDS = [
  'latencyCdf',
  'containerCdf',
  'completion',
  'responseOverTime',
  ...SERIES_NAMES,
] as const;

export type RunCurveKind = (typeof RUN_CURVE_KINDS)[number];

/** In bins of equal width, the same for all series of a run. */
export interface RunSeries {
  readonly name: SeriesName;
  readonly unit: string;
  /** Start of each bin. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

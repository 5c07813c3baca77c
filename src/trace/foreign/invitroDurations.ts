import { type ForeignFile, hasNames } from './foreignFile';

/** `experiment_duration_*.csv` of vHive's InVitro, with Knative or Dirigent as its target. */
export const invitroDurations: ForeignFile = {
  id: 'invitro-durations',
  title: 'InVitro durations',
  recognise: (beginning) =>
    hasNames(beginning, ['invocationID', 'startTime', 'requestedDuration', 'actualDuration']) &&
    !hasNames(beginning, ['initTime']),
  why: 'It holds durations of requests and does not tell which were cold starts.',
  instead: 'InVitro with OpenWhisk as its target writes startType and initTime: that file can be read.',
  requests: {
    shape: 'requestRows',
    time: { column: 'startTime', unit: 'µs' },
    functionColumns: ['instance'],
  },
};

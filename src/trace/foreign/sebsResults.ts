import { type ForeignFile, hasNames } from './foreignFile';

/** `result.csv` of the perf-cost experiment of SeBS. */
export const sebsResults: ForeignFile = {
  id: 'sebs-perf-cost',
  title: 'SeBS results',
  recognise: (beginning) => hasNames(beginning, ['is_cold', 'exec_time', 'client_time', 'provider_time']),
  why: 'It tells which invocations were cold, but not when they were, nor how long a container took to start.',
  instead: 'Export the log of the function under test: it tells both.',
};

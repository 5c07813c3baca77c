import { type ForeignFile, hasNames } from './foreignFile';

/** `latencies.csv` of the STeLLAR benchmark. */
export const stellarLatencies: ForeignFile = {
  id: 'stellar-latencies',
  title: 'STeLLAR latencies',
  recognise: (beginning) => hasNames(beginning, ['Sent At', 'Received At', 'Client Latency (ms)', 'Burst ID']),
  why: 'Its latencies are end to end, and only the design of the experiment tells which requests were cold starts.',
  instead: 'Export the log of the function under test: it tells cold starts.',
  requests: {
    shape: 'requestRows',
    time: { column: 'Sent At', unit: 'date' },
    functionColumns: ['Host'],
  },
};

import { type ForeignFile, hasNames } from './foreignFile';

/** An hourly data set of Google Cloud Functions that circulates with papers on cold-start prediction. */
export const googleHourly: ForeignFile = {
  id: 'google-hourly',
  title: 'Hourly averages of Google Cloud Functions',
  recognise: (beginning) => hasNames(beginning, ['DateTime', 'Hour', 'Day', 'Latency', 'Request', 'CPU', 'RAM']),
  why: 'It holds one row an hour, and no single cold start.',
  instead: 'Logs of Cloud Run tell each start.',
};

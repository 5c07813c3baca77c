import { type ForeignFile, hasNames } from './foreignFile';

/** `function_durations_percentiles.anon.d01.csv` of github.com/Azure/AzurePublicDataset. */
export const azure2019Durations: ForeignFile = {
  id: 'azure-2019-durations',
  title: "Azure's execution times (2019)",
  recognise: (beginning) => hasNames(beginning, ['HashFunction', 'Average', 'Count', 'percentile_Average_50']),
  why: 'It holds percentiles of execution times of a day, which leave cold starts out, and no times of requests.',
  instead: 'Open the file invocations_per_function_md of the same day: its counts can be simulated.',
};

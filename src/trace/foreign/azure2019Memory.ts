import { type ForeignFile, hasNames } from './foreignFile';

/** `app_memory_percentiles.anon.d01.csv` of github.com/Azure/AzurePublicDataset. */
export const azure2019Memory: ForeignFile = {
  id: 'azure-2019-memory',
  title: "Azure's memory use (2019)",
  recognise: (beginning) => hasNames(beginning, ['HashApp', 'SampleCount', 'AverageAllocatedMb']),
  why: 'It holds the memory that applications use in a day, and neither cold starts nor times of requests.',
  instead: 'Open the file invocations_per_function_md of the same day: its counts can be simulated.',
};

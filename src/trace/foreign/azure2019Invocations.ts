import { beginsWith, type ForeignFile } from './foreignFile';

/** `invocations_per_function_md.anon.d01.csv` of github.com/Azure/AzurePublicDataset. */
export const azure2019Invocations: ForeignFile = {
  id: 'azure-2019-invocations',
  title: "Azure's invocation counts (2019)",
  recognise: (beginning) => beginsWith(beginning, ['HashOwner', 'HashApp', 'HashFunction', 'Trigger', '1', '2']),
  why: 'It counts the invocations of each function by the minute and tells no cold start.',
  instead: 'No public trace of Azure Functions has cold starts.',
  requests: {
    shape: 'functionRows',
    functionColumns: [1, 2],
    /** Rows of one function with the same trigger are duplicates. */
    keyColumns: [0, 1, 2, 3],
    firstCount: 4,
    stepSeconds: 60,
  },
};

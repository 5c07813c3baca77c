import { beginsWith, type ForeignFile } from './foreignFile';

/** `AzureFunctionsInvocationTraceForTwoWeeksJan2021.txt` of github.com/Azure/AzurePublicDataset. */
export const azure2021Invocations: ForeignFile = {
  id: 'azure-2021-invocations',
  title: "Azure's invocation trace (2021)",
  recognise: (beginning) => beginsWith(beginning, ['app', 'func', 'end_timestamp', 'duration']),
  why: 'It has no cold starts: its durations leave them out.',
  instead: 'No public trace of Azure Functions has cold starts.',
  requests: {
    shape: 'requestRows',
    time: { column: 'end_timestamp', unit: 's', minus: 'duration' },
    functionColumns: ['app', 'func'],
  },
};

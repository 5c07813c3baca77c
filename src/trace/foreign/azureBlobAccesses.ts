import { type ForeignFile, hasNames } from './foreignFile';

/** `azurefunctions-accesses-2020.csv` of github.com/Azure/AzurePublicDataset. */
export const azureBlobAccesses: ForeignFile = {
  id: 'azure-2020-blob-accesses',
  title: "Azure's blob accesses (2020)",
  recognise: (beginning) => hasNames(beginning, ['AnonFunctionInvocationId', 'AnonBlobName']),
  why: 'It holds reads and writes of blobs by functions, and no cold starts.',
  instead: "Open a file of Azure's invocation traces (2019 or 2021): their requests can be simulated.",
};

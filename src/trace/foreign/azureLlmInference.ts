import { type ForeignFile, hasNames } from './foreignFile';

/** LLM inference traces (2023 to 2025) of github.com/Azure/AzurePublicDataset. */
export const azureLlmInference: ForeignFile = {
  id: 'azure-llm-inference',
  title: "Azure's LLM inference requests",
  recognise: (beginning) => hasNames(beginning, ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens']),
  why: 'It holds requests to language models with their tokens, and neither latencies nor cold starts.',
  instead: 'There is no cold-start trace of this service.',
  requests: { shape: 'requestRows', time: { column: 'TIMESTAMP', unit: 'date' }, functionColumns: [] },
};

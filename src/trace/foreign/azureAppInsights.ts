import { type ForeignFile, hasNames } from './foreignFile';

/** Requests of Azure Application Insights, exported from Logs. */
export const azureAppInsights: ForeignFile = {
  id: 'azure-app-insights',
  title: 'Requests of Azure Application Insights',
  recognise: (beginning) =>
    (hasNames(beginning, ['timestamp [UTC]', 'duration']) || hasNames(beginning, ['timestamp', 'duration'])) &&
    (hasNames(beginning, ['cloud_RoleName']) || hasNames(beginning, ['customDimensions'])),
  why: 'Its durations are those of requests: even of a request that was cold, they do not tell how long the start took.',
  instead: 'Azure does not log the provisioning of instances.',
  requests: {
    shape: 'requestRows',
    time: { column: 'timestamp [UTC]', otherColumn: 'timestamp', unit: 'date' },
    functionColumns: ['name'],
  },
};

export type { Dashboard } from './dashboard';
export { Dashboards } from './dashboards';
export { reproduceRequest, runRequest } from './requestGuards';
export { RUN_FILE_ENDING } from './saveRunFile';
export { suggestion } from './saveText';

export type { Dashboard } from './dashboard';
export { Dashboards } from './dashboards';
export { RUN_FILE_ENDING } from './saveRunFile';
export { suggestion } from './saveText';

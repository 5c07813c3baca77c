export type { Dashboard } from './dashboard';
export { Dashboards } from './dashboards';
export { pageFiles, pageOptions } from './firstPage';
export { pageHtml } from './pageHtml';
export { RUN_FILE_ENDING, SWEEP_ENDING } from './saveRunFile';
export { suggestion } from './saveText';

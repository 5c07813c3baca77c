export type { Dashboard } from './dashboard';
export { Dashboards } from './dashboards';
export { runRequest } from './requestGuards';
export { suggestion } from './saveText';

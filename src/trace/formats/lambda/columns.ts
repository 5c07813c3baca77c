import type { ExtraColumn } from '../format';

/** The columns that Lambda's logs add to the schema's. */
export const LAMBDA_COLUMNS = [
  { key: 'init', title: 'init', role: 'stage' },
  { key: 'restore', title: 'restore', role: 'stage' },
  { key: 'duration', title: 'duration', role: 'measure', unit: 's' },
  { key: 'maxMemoryMB', title: 'max memory used', role: 'measure', unit: 'MB' },
  { key: 'start', title: 'kind of start', role: 'label' },
  { key: 'version', title: 'version', role: 'label' },
  { key: 'region', title: 'region', role: 'label' },
  { key: 'account', title: 'account', role: 'label' },
] as const satisfies readonly ExtraColumn[];

/** The name under which records are counted that tell nothing about invocations. */
export const OTHER_LINE = 'other log line';

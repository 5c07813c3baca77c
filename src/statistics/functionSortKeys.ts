import { LABEL_KEYS } from './labels';

/** What the table of functions can be sorted by: the only list. Guards, saved views and menus derive theirs from it. */
export const FUNCTION_SORT_KEYS = [
  'name',
  ...LABEL_KEYS,
  'memoryMB',
  'count',
  'p50',
  'p90',
  'p95',
  'p99',
  'max',
  'gapP50',
  'peakPerMinute',
] as const;

export type FunctionSortKey = (typeof FUNCTION_SORT_KEYS)[number];

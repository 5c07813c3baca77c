import { IdHash } from '../../idHash';
import type { JsonObject } from '../jsonValues';
import { scaledNumber } from './decimals';
import type { NumberKey, Report } from './report';

interface Field {
  readonly key: NumberKey;
  /** Names of the field: the one that Logs Insights finds in REPORT lines, and the one it finds in JSON. */
  readonly names: readonly string[];
  /** Powers of ten by which the field is larger than ours. */
  readonly shifts: readonly number[];
}

/** Durations are milliseconds. Memory is MB × 1,000,000 where Logs Insights finds it in a REPORT line. */
const FIELDS: readonly Field[] = [
  { key: 'duration', names: ['@duration', 'record.metrics.durationMs'], shifts: [3, 3] },
  { key: 'init', names: ['@initDuration', 'record.metrics.initDurationMs'], shifts: [3, 3] },
  { key: 'restore', names: ['record.metrics.restoreDurationMs'], shifts: [3] },
  { key: 'memoryMB', names: ['@memorySize', 'record.metrics.memorySizeMB'], shifts: [6, 0] },
  { key: 'maxMemoryMB', names: ['@maxMemoryUsed', 'record.metrics.maxMemoryUsedMB'], shifts: [6, 0] },
];

const REPORT_TYPES = new Set(['REPORT', 'platform.report']);

/** Fields of which a report has at least one, whether or not it is of a cold start. */
export const REPORT_FIELDS = ['@initDuration', '@duration', '@billedDuration', '@memorySize', '@maxMemoryUsed'];

/** Reads a row by its fields. Returns false if it is no report. */
export function readFields(row: JsonObject, report: Report): boolean {
  report.clear();
  const type = row['@type'] ?? row.type;
  if (isThere(type) && !REPORT_TYPES.has(String(type))) return false;
  let isReport = isThere(type);
  for (const { key, names, shifts } of FIELDS) {
    const at = names.findIndex((name) => isThere(row[name]));
    if (at < 0) continue;
    isReport = true;
    report.set(key, scaledNumber(row[names[at]], shifts[at]), names[at]);
  }
  const requestId = row['@requestId'] ?? row['record.requestId'];
  report.requestId = typeof requestId === 'string' && requestId !== '' ? IdHash.of(requestId) : null;
  return isReport;
}

/** Warm invocations have no init duration: the field is empty, or missing. */
function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

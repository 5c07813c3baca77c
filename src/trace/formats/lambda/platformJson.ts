import { IdHash } from '../../idHash';
import { type JsonObject, objectOf, textOf } from '../jsonValues';
import { scaledNumber } from './decimals';
import type { EnvironmentStart } from './environments';
import { regionOfArn } from './logNames';
import type { NumberKey, Report } from './report';

/** Records of the platform, beside reports and starts, that are counted under their own type. */
export const COUNTED_TYPES: ReadonlySet<string> = new Set([
  'platform.initStart',
  'platform.initRuntimeDone',
  'platform.initReport',
  'platform.restoreStart',
  'platform.restoreRuntimeDone',
  'platform.restoreReport',
]);

interface Source {
  readonly key: NumberKey;
  /** Its name in the file. */
  readonly member: string;
  readonly shift: number;
}

/** Metrics of a report. */
export const METRICS: readonly Source[] = [
  { key: 'duration', member: 'durationMs', shift: 3 },
  { key: 'init', member: 'initDurationMs', shift: 3 },
  { key: 'restore', member: 'restoreDurationMs', shift: 3 },
  { key: 'memoryMB', member: 'memorySizeMB', shift: 0 },
  { key: 'maxMemoryMB', member: 'maxMemoryUsedMB', shift: 0 },
];

/** The `record` of a `platform.report`. */
export function readPlatformReport(record: JsonObject, report: Report): void {
  report.clear();
  report.requestId = idOf(record.requestId);
  readSources(objectOf(record.metrics) ?? {}, METRICS, report);
  report.mustHaveDuration('durationMs');
}

/** null for anything but a text that is not empty. */
function idOf(value: unknown): IdHash | null {
  const text = textOf(value);
  return text === undefined ? null : IdHash.of(text);
}

/** Reads numbers that are there; null and '' stand for none. */
function readSources(members: JsonObject, sources: readonly Source[], report: Report): void {
  for (const { key, member, shift } of sources) {
    const value = members[member];
    if (value !== undefined && value !== null && value !== '') report.set(key, scaledNumber(value, shift), member);
  }
}

/** The `record` of a `platform.initStart` or `platform.restoreStart`. */
export function startOfJson(type: string, record: JsonObject): EnvironmentStart {
  return {
    functionName: textOf(record.functionName) ?? '',
    version: textOf(record.functionVersion) ?? '',
    runtime: textOf(record.runtimeVersion) ?? '',
    region: regionOfArn(textOf(record.runtimeVersionArn) ?? ''),
    isRestore: type === 'platform.restoreStart' || record.initializationType === 'snap-start',
  };
}

const INSIGHTS: readonly Source[] = [
  { key: 'duration', member: 'duration', shift: 3 },
  { key: 'memoryMB', member: 'total_memory', shift: 0 },
  { key: 'maxMemoryMB', member: 'used_memory_max', shift: 0 },
];
const INSIGHTS_INIT: readonly Source[] = [{ key: 'init', member: 'init_duration', shift: 3 }];

/** Whether this is a record of the Lambda Insights extension, in CloudWatch's embedded metric format. */
export function isInsightsMetric(members: JsonObject): boolean {
  return objectOf(members._aws) !== null && isFlag(members.cold_start);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || value === 'true' || value === 'false';
}

export function readInsightsMetric(members: JsonObject, report: Report): void {
  report.clear();
  report.requestId = idOf(members.request_id);
  readSources(members, INSIGHTS, report);
  if (members.cold_start !== true && members.cold_start !== 'true') return;
  readSources(members, INSIGHTS_INIT, report);
  if (!report.isCold) report.setFault('init', 'init_duration');
}

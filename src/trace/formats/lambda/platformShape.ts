import type { LineShape, ShapedRecord } from '../format';
import type { EnvironmentStart } from './environments';
import { REGION_PART, regionOf } from './logNames';
import { COUNTED_TYPES, METRICS } from './platformJson';
import { NUMBER_KEYS, type Report } from './report';

/** The records of the platform as a shape, in the JSON log format. */

const REPORT = 'platform.report';
const TYPES = [REPORT, ...COUNTED_TYPES];
const SNAP_START = 'snap-start';

const TYPE = 0;
const TIME = 1;
const REQUEST_ID = 2;
const FUNCTION_NAME = 3;
const FUNCTION_VERSION = 4;
const RUNTIME_VERSION = 5;
const REGION = 6;
const INITIALIZATION = 7;
const FIRST_METRIC = 8;

export const PLATFORM_SHAPE: LineShape = {
  needles: ['platform.re', 'platform.init', 'cold_start'],
  members: [
    { path: 'type', as: 'choice', texts: TYPES, required: true },
    { path: 'time', as: 'time' },
    { path: 'record.requestId', as: 'id' },
    { path: 'record.functionName', as: 'text' },
    { path: 'record.functionVersion', as: 'text' },
    { path: 'record.runtimeVersion', as: 'text' },
    { path: 'record.runtimeVersionArn', as: 'text', colons: REGION_PART },
    { path: 'record.initializationType', as: 'choice', texts: [SNAP_START] },
    ...METRICS.map(({ member, shift }) => ({ path: `record.metrics.${member}`, as: 'number', shift }) as const),
    { path: 'record', as: 'object', required: true },
  ],
};

/** Of the metrics among the numbers of a report. */
const POSITIONS = METRICS.map(({ key }) => NUMBER_KEYS.indexOf(key));

/** The type of a record. */
export function shapedType(record: ShapedRecord): string {
  return TYPES[record.number(TYPE)];
}

/** Epoch seconds; NaN for none. */
export function shapedTime(record: ShapedRecord): number {
  return record.number(TIME);
}

/** As `readPlatformReport`. */
export function readShapedReport(record: ShapedRecord, report: Report): void {
  report.clear();
  report.requestId = record.id(REQUEST_ID);
  for (let at = 0; at < METRICS.length; at++) {
    const value = record.number(FIRST_METRIC + at);
    if (!Number.isNaN(value)) report.setAt(POSITIONS[at], value, METRICS[at].member);
  }
  report.mustHaveDuration('durationMs');
}

/** As `startOfJson`. */
export function shapedStart(record: ShapedRecord): EnvironmentStart {
  return {
    functionName: record.text(FUNCTION_NAME),
    version: record.text(FUNCTION_VERSION),
    runtime: record.text(RUNTIME_VERSION),
    region: regionOf(record.text(REGION)),
    isRestore: shapedType(record) === 'platform.restoreStart' || record.number(INITIALIZATION) === 0,
  };
}

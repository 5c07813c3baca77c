import {
  FORMATS,
  type LatencyUnitSetting,
  MapError,
  type MapSpec,
  parseMap,
  TIME_UNITS,
  type TimeUnitSetting,
} from '../trace';
import type { Arguments, OptionSpecs } from './command';
import { UsageError } from './errors';

const LATENCY_UNITS: readonly LatencyUnitSetting[] = ['auto', 'seconds', 'milliseconds'];
const TIME_UNIT_SETTINGS: readonly TimeUnitSetting[] = ['auto', ...TIME_UNITS];

/** The options of every command that reads a trace. */
export const TRACE_OPTIONS = {
  unit: { value: 'UNIT', help: 'unit of the latency column: auto (the default: detected), seconds, milliseconds' },
  'time-unit': { value: 'UNIT', help: `unit of the times: auto (the default: detected), ${TIME_UNITS.join(', ')}` },
  format: { value: 'ID', help: 'format of the file, as `faasnet formats` lists them (default: by its content)' },
  map: { value: 'MAP', help: 'columns of any other table: time=when,function=app+name,latency=init_ms:ms,…' },
} as const satisfies OptionSpecs;

/** How to read a trace. */
export interface TraceSettings {
  readonly latency: LatencyUnitSetting;
  readonly time: TimeUnitSetting;
  /** The id of the file's format; absent: its content decides. */
  readonly format?: string;
  /** How to read the file, which is a table of no known format. */
  readonly mapping?: MapSpec;
}

/** Throws `UsageError` for an unknown unit or format, and for a map that cannot be read. */
export function traceSettings(given: Arguments<typeof TRACE_OPTIONS>): TraceSettings {
  const format = given.choice('format', [...new Set(FORMATS.map(({ id }) => id))]);
  const map = given.text('map');
  if (format !== null && map !== null) {
    throw new UsageError('--format and --map exclude each other.', 'Give --map for a table of no known format.');
  }
  return {
    latency: given.choice('unit', LATENCY_UNITS) ?? 'auto',
    time: given.choice('time-unit', TIME_UNIT_SETTINGS) ?? 'auto',
    ...(format === null ? {} : { format }),
    ...(map === null ? {} : { mapping: mapSpec(map) }),
  };
}

function mapSpec(text: string): MapSpec {
  try {
    return parseMap(text);
  } catch (error) {
    throw error instanceof MapError ? new UsageError(error.message, error.advice) : error;
  }
}

import { type LatencyUnitSetting, TIME_UNITS, type TimeUnitSetting } from '../trace';
import type { Arguments, OptionSpecs } from './command';

const LATENCY_UNITS: readonly LatencyUnitSetting[] = ['auto', 'seconds', 'milliseconds'];
const TIME_UNIT_SETTINGS: readonly TimeUnitSetting[] = ['auto', ...TIME_UNITS];

/** The options of every command that reads a trace. */
export const UNIT_OPTIONS = {
  unit: { value: 'UNIT', help: 'unit of the latency column: auto (the default: detected), seconds, milliseconds' },
  'time-unit': { value: 'UNIT', help: `unit of the times: auto (the default: detected), ${TIME_UNITS.join(', ')}` },
} as const satisfies OptionSpecs;

/** The units to read a trace in. */
export interface UnitSettings {
  readonly latency: LatencyUnitSetting;
  readonly time: TimeUnitSetting;
}

/** Throws `UsageError` for an unknown unit. */
export function unitSettings(given: Arguments<typeof UNIT_OPTIONS>): UnitSettings {
  return {
    latency: given.choice('unit', LATENCY_UNITS) ?? 'auto',
    time: given.choice('time-unit', TIME_UNIT_SETTINGS) ?? 'auto',
  };
}

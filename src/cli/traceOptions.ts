import { type LatencyUnitSetting, TIME_UNITS, type TimeUnitSetting } from '../trace';
import type { Arguments, OptionSpec } from './command';

const LATENCY_UNITS: readonly LatencyUnitSetting[] = ['auto', 'seconds', 'milliseconds'];
const TIME_UNIT_SETTINGS: readonly TimeUnitSetting[] = ['auto', ...TIME_UNITS];

/** The options of every command that reads a trace. */
export const UNIT_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  unit: { value: 'UNIT', help: `unit of the latency column: auto (the default: detected), seconds, milliseconds` },
  'time-unit': { value: 'UNIT', help: `unit of the times: auto (the default: detected), ${TIME_UNITS.join(', ')}` },
};

/** In which units a trace is to be read. */
export interface UnitSettings {
  readonly latency: LatencyUnitSetting;
  readonly time: TimeUnitSetting;
}

/** Throws `UsageError` for a unit that does not exist. */
export function unitSettings(given: Arguments): UnitSettings {
  return {
    latency: given.choice('unit', LATENCY_UNITS) ?? 'auto',
    time: given.choice('time-unit', TIME_UNIT_SETTINGS) ?? 'auto',
  };
}

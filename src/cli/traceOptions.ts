import type { LatencyUnitSetting } from '../trace';
import type { Arguments, OptionSpec } from './command';

const UNITS: readonly LatencyUnitSetting[] = ['auto', 'seconds', 'milliseconds'];

/** The option of every command that reads a trace. */
export const UNIT_OPTION: Readonly<Record<string, OptionSpec>> = {
  unit: { value: 'UNIT', help: 'unit of the latency column: auto (the default: detected), seconds, milliseconds' },
};

/** Throws `UsageError` for a unit that is none. */
export function unitSetting(given: Arguments): LatencyUnitSetting {
  return given.choice('unit', UNITS) ?? 'auto';
}

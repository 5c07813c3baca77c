import type { DetectedUnit, LatencyUnit, LatencyUnitSetting } from '../trace';

/** The unit in force, the setting, and why it is this unit. */
export interface UnitInForce {
  readonly unit: LatencyUnit;
  readonly setting: LatencyUnitSetting;
  /** In sentences. */
  readonly reason: string;
  /** Why one unit may not fit all latencies, in one sentence; null if there is no sign of that. */
  readonly doubt: string | null;
  /** Whether the format defines the unit, so that the setting does not apply. */
  readonly isGiven: boolean;
}

/** The unit to read a trace's latencies in: the one that its format defines, the one set, or the one detected. */
export function unitInForce(detected: DetectedUnit, setting: LatencyUnitSetting): UnitInForce {
  const { doubt, isGiven = false } = detected;
  if (isGiven || setting === 'auto') {
    return { unit: detected.unit, setting: 'auto', reason: detected.reason, doubt, isGiven };
  }
  const reason =
    setting === detected.unit
      ? 'The setting says so, as detected.'
      : `The setting says so; ${detected.unit} were detected. ${detected.reason}`;
  return { unit: setting, setting, reason, doubt, isGiven };
}

import * as v from 'valibot';
import { AdvisedError } from '../errors';
import { isWithin, type Limit } from '../numeric';
import { LIMITS, resolveParameters } from '../simulation';
import { TIME_ZONES } from '../text';
import { type LatencyUnitSetting, TIME_UNITS } from '../trace';

/** What settings may hold. A settings file holds any JSON: an invalid value counts as the default. */

const MAX_NAMES = 1000;

function limited(limit: Limit) {
  return v.fallback(
    v.custom<number>((value) => isWithin(value, limit)),
    limit.defaultValue,
  );
}

export const SETTINGS = {
  latencyUnit: v.fallback(v.picklist(['auto', 'seconds', 'milliseconds'] satisfies LatencyUnitSetting[]), 'auto'),
  timeUnit: v.fallback(v.picklist(['auto', ...TIME_UNITS]), 'auto'),
  timeZone: v.fallback(v.picklist(TIME_ZONES), 'UTC'),
  'hover.enabled': v.fallback(v.boolean(), true),
  'simulation.systems': v.fallback(v.pipe(v.array(v.string()), v.maxLength(MAX_NAMES), v.readonly()), []),
  'simulation.seed': limited(LIMITS.seed),
  'simulation.burstContainers': limited(LIMITS.containers),
} as const;

export type SettingName = keyof typeof SETTINGS;

export function settingValue<N extends SettingName>(name: N, value: unknown): v.InferOutput<(typeof SETTINGS)[N]> {
  return v.parse(SETTINGS[name], value);
}

/** Checked values of parameters. Throws an error that names the nearest valid name or value. */
export function parameterValues(value: unknown): Readonly<Record<string, number>> {
  if (!v.is(v.record(v.string(), v.unknown()), value) || Array.isArray(value)) {
    throw new AdvisedError(
      'It must be an object of numbers by name.',
      'badSetting',
      'Write, for example, {"nicMBps": 250}.',
    );
  }
  const given = value as Readonly<Record<string, number>>;
  resolveParameters(given);
  return { ...given };
}

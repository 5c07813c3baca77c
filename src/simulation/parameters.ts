import { AdvisedError, valueText } from '../errors';
import { isWithin, nearestWithin, rangeText } from '../numeric';
import { nearestName } from '../text';
import type { ParameterInfo } from './answers';
import { PARAMETERS } from './parameterList';
import type { Parameters } from './types';

/** A parameter that does not exist, or a value out of its range. */
export class ParameterError extends AdvisedError {
  override readonly name = 'ParameterError';
  constructor(
    message: string,
    /** The given name. */
    readonly parameter: string,
    /** The nearest valid name or value. */
    advice: string,
  ) {
    super(message, 'ParameterError', advice);
  }
}

const byName = new Map(PARAMETERS.map((info) => [info.name, info]));

/**
 * All parameters: the given values, and defaults for the rest. Throws a ParameterError with the nearest valid name or
 * value.
 */
export function resolveParameters(given: Readonly<Record<string, number>> = {}): Parameters {
  const values: Record<string, number> = {};
  for (const info of PARAMETERS) values[info.name] = info.defaultValue;
  for (const [name, value] of Object.entries(given)) {
    const info = byName.get(name);
    if (!info) throw unknownName(name);
    check(info, value);
    values[name] = value;
  }
  // Copied because objects built with computed keys are in V8's dictionary mode, and runs read parameters millions of
  // times.
  return { ...values };
}

function unknownName(name: string): ParameterError {
  const nearest = nearestName(
    name,
    PARAMETERS.map((info) => info.name),
  );
  const advice = nearest === null ? 'See: faasnet simulate --help' : `The nearest name is "${nearest}".`;
  return new ParameterError(`There is no parameter "${name.slice(0, 80)}".`, name, advice);
}

function check(info: ParameterInfo, value: number): void {
  if (isWithin(value, info)) return;
  const nearest = nearestWithin(value, info);
  // "VMs", not "ms" or "MB/s".
  const unit = nearest === 1 ? info.unit.replace(/^(\w{2,})s$/, '$1') : info.unit;
  throw new ParameterError(
    `${info.name} is ${valueText(value)}; it must be ${rangeText(info)}.`,
    info.name,
    `The nearest valid value is ${`${nearest} ${unit}`.trim()}.`,
  );
}

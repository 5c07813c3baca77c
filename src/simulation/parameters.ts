import { AdvisedError } from '../errors';
import { isWithin, nearestWithin, rangeText } from '../numeric';
import type { ParameterInfo } from './answers';
import { PARAMETERS } from './parameterList';
import type { Parameters } from './types';

/** A parameter that does not exist, or a value that it cannot take. */
export class ParameterError extends AdvisedError {
  override readonly name = 'ParameterError';
  constructor(
    message: string,
    /** The name as it was given. */
    readonly parameter: string,
    /** What to write instead. */
    advice: string,
  ) {
    super(message, 'ParameterError', advice);
  }
}

const byName = new Map(PARAMETERS.map((info) => [info.name, info]));

/**
 * Every parameter's value: those given, and the defaults of the rest.
 * Throws a ParameterError that names the nearest valid name, or the nearest valid value.
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
  // A copy of an object that was put together by computed names is one whose fields V8 finds without hashing their names, as runs do millions of times.
  return { ...values };
}

function unknownName(name: string): ParameterError {
  const nearest = nearestName(name);
  return new ParameterError(`There is no parameter "${name.slice(0, 80)}".`, name, `The nearest name is "${nearest}".`);
}

function check(info: ParameterInfo, value: number): void {
  if (isWithin(value, info)) return;
  const unit = info.unit ? ` ${info.unit}` : '';
  throw new ParameterError(
    `${info.name} is ${String(value)}; it must be ${rangeText(info)}.`,
    info.name,
    `The nearest valid value is ${nearestWithin(value, info)}${unit}.`,
  );
}

function nearestName(name: string): string {
  const wanted = name.slice(0, 80).toLowerCase();
  let nearest = PARAMETERS[0].name;
  let least = Number.POSITIVE_INFINITY;
  for (const info of PARAMETERS) {
    const distance = editDistance(wanted, info.name.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = info.name;
    }
  }
  return nearest;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, substitution));
    }
    row = next;
  }
  return row[b.length];
}

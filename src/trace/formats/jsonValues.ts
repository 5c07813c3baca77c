import { parseDecimal } from '../numbers';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Null for anything but a JSON object. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value under these keys, one inside the other; undefined where one is missing. */
export function memberOf(value: unknown, ...keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys) {
    const object = objectOf(inner);
    if (object === null || !Object.hasOwn(object, key)) return undefined;
    inner = object[key];
  }
  return inner;
}

/** A text that is not empty; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number, or a text of one; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  return typeof value === 'string' ? parseDecimal(value) : Number.NaN;
}

/** A number of 0 or more, divided; undefined for anything else. */
export function sizeOf(value: unknown, divisor = 1): number | undefined {
  const number = numberOf(value);
  return number >= 0 ? number / divisor : undefined;
}

import { isWithin, type Limit, rangeText } from '../../numeric';
import { RequestError } from '../../protocol/rpc';

/** Small checks, from which the guard of each request is put together. Each returns the value as its type, or throws a RequestError. */
export type Guard<T> = (value: unknown) => T;

const MAX_TEXT = 1000;

function refuse(expected: string): never {
  throw new RequestError(`The page sent something else than ${expected}.`, '', 'refused');
}

export const finite: Guard<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse('a number');

export function integer(min: number, max: number): Guard<number> {
  return (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : refuse(`a whole number from ${min} to ${max}`);
}

/** A number within the limit of that name. */
export function limited(name: string, limit: Limit): Guard<number> {
  return (value) => {
    if (isWithin(value, limit)) return value;
    const found = typeof value === 'number' ? String(value) : 'not a number';
    throw new RequestError(`${name} is ${found}; it must be ${rangeText(limit)}.`, '', 'refused');
  };
}

export const boolean: Guard<boolean> = (value) => (typeof value === 'boolean' ? value : refuse('true or false'));

export function text(maxLength = MAX_TEXT): Guard<string> {
  return (value) =>
    typeof value === 'string' && value.length <= maxLength
      ? value
      : refuse(`a text of at most ${maxLength} characters`);
}

export function oneOf<const T extends string>(...words: readonly T[]): Guard<T> {
  return (value) => words.find((word) => word === value) ?? refuse(`one of ${words.join(', ')}`);
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value) => (value === null ? null : guard(value));
}

/** A property that may be left out. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value) => (value === undefined ? undefined : guard(value));
}

export function listOf<T>(guard: Guard<T>, maxLength: number): Guard<readonly T[]> {
  return (value) =>
    Array.isArray(value) && value.length <= maxLength ? value.map(guard) : refuse(`a list of at most ${maxLength}`);
}

/** An object's own properties by name, each a `guard`. */
export function recordOf<T>(guard: Guard<T>, maxSize: number): Guard<Readonly<Record<string, T>>> {
  return (value) => {
    const entries = Object.entries(asObject(value));
    if (entries.length > maxSize) refuse(`at most ${maxSize} properties`);
    return Object.fromEntries(entries.map(([name, property]) => [text()(name), guard(property)]));
  };
}

/** Exactly these properties; others that came along are left behind. */
export function shape<T extends object>(guards: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  return (value) => {
    const given = asObject(value);
    const names = Object.keys(guards) as (keyof T & string)[];
    const checked = names.map((name) => [name, guards[name](Object.hasOwn(given, name) ? given[name] : undefined)]);
    return Object.fromEntries(checked.filter(([, property]) => property !== undefined)) as T;
  };
}

/** One of several shapes, told apart by their property `kind`. */
export function kinds<T extends { readonly kind: string }>(
  guards: {
    readonly [K in T['kind']]: Guard<Extract<T, { kind: K }>>;
  },
): Guard<T> {
  return (value) => {
    const { kind } = asObject(value);
    if (typeof kind !== 'string' || !Object.hasOwn(guards, kind)) return refuse(Object.keys(guards).join(' or '));
    return guards[kind as T['kind']](value);
  };
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('an object');
  return value as Record<string, unknown>;
}

import * as v from 'valibot';
import { type Limit, rangeText } from '../../numeric';

/**
 * Building blocks of request schemas. Each message completes the sentence "… must be", see `checked`. An object keeps
 * the properties of its schema only, and no inherited ones.
 */

const MAX_TEXT = 1000;
const MAX_ID = 0xffff_ffff;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const finite = v.pipe(v.number('a number'), v.finite('a finite number'));

export function integer(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(min, message), v.maxValue(max, message));
}

/** A number in a limit's range. */
export function within({ min, max, ...limit }: Limit) {
  const message = rangeText({ min, max, ...limit });
  const isKind = v.check((value: number) => !limit.integer || Number.isSafeInteger(value), message);
  return v.pipe(v.number(message), v.finite(message), isKind, v.minValue(min, message), v.maxValue(max, message));
}

/** Number of a function, a run or a row. */
export const id = integer(0, MAX_ID);

export const boolean = v.boolean('true or false');

export function text(maxLength = MAX_TEXT) {
  const message = `a text of at most ${maxLength} characters`;
  return v.pipe(v.string(message), v.maxLength(maxLength, message));
}

/** Bytes as base64, with its padding. */
export function base64(maxLength: number) {
  const message = `base64 of at most ${maxLength} characters`;
  const isBase64 = (value: string) => value.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(value);
  return v.pipe(v.string(message), v.maxLength(maxLength, message), v.check(isBase64, message));
}

export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words, `one of ${words.join(', ')}`);
}

export function listOf<const T extends v.GenericSchema>(schema: T, maxLength: number) {
  const message = `a list of at most ${maxLength}`;
  return v.pipe(v.array(schema, message), v.maxLength(maxLength, message), v.readonly());
}

export function shape<const T extends v.ObjectEntries>(entries: T) {
  return v.pipe(
    v.custom<object>(isObject, 'an object'),
    v.transform((value): unknown => Object.fromEntries(Object.entries(value))),
    v.object(entries, 'present'),
  );
}

/** An object of numbers by name. Names are kept as they are, even `__proto__`. */
export function numbersByName(maxSize: number) {
  return v.pipe(
    v.custom<object>(isObject, 'an object'),
    v.rawTransform<object, Readonly<Record<string, number>>>(({ dataset, addIssue, NEVER }) => {
      const input: object = dataset.value;
      const entries = Object.entries(input);
      const wrong = entries.find(([name, value]) => name.length > MAX_TEXT || !Number.isFinite(value));
      if (entries.length <= maxSize && !wrong) return Object.fromEntries(entries);
      if (entries.length > maxSize) addIssue({ message: `an object of at most ${maxSize} properties` });
      else if (wrong) {
        const [key, value] = wrong;
        addIssue({
          message: 'a number',
          input: value,
          path: [{ type: 'object', origin: 'value', input: { [key]: value }, key: key.slice(0, 100), value }],
        });
      }
      return NEVER;
    }),
  );
}

/** A half-open range of epoch seconds; null where it is open. */
export const range = { from: v.nullable(finite), to: v.nullable(finite) };

const MAX_PIXELS = 16_384;
/** A width to draw curves at, rounded and clamped to what can be drawn. */
export const pixels = v.pipe(
  finite,
  v.transform((width) => Math.min(MAX_PIXELS, Math.max(1, Math.round(width)))),
);

export const empty = v.pipe(
  v.custom<object>(isObject, 'an object'),
  v.transform((): Record<string, never> => ({})),
);

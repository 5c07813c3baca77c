import * as v from 'valibot';
import { valueText } from '../errors';
import { SweepError } from './errors';

/** Most values of an axis. */
const MOST_VALUES = 100_000;
/** Significant digits of the values of a range: enough for any parameter, and 0.1 + 0.2 becomes 0.3. */
const DIGITS = 12;

const finite = v.pipe(v.number(), v.finite());

/** Values from `from` to `to`, both included: in steps, or so many at equal distances, or at equal ratios. */
const STEPS = { from: finite, to: finite, step: finite };
const COUNTED = { from: finite, to: finite, count: finite, scale: v.optional(v.picklist(['linear', 'log'])) };
const RANGE = v.union([v.strictObject(STEPS), v.strictObject(COUNTED)]);

const name = v.string();
const LIST = { values: v.pipe(v.array(v.union([v.number(), v.string(), v.null()])), v.readonly()) };
/** An axis as a sweep file has it. Its values are checked when the file is read. */
export const AXIS_ENTRY = v.union(
  [v.strictObject({ name, ...LIST }), v.strictObject({ name, ...COUNTED }), v.strictObject({ name, ...STEPS })],
  'an axis of a sweep',
);
export type AxisEntry = Readonly<v.InferOutput<typeof AXIS_ENTRY>>;

/**
 * The values of an axis: a list, or a range, each once. Throws `SweepError`.
 * @param integer whether values of a range are rounded to whole numbers
 */
export function valuesOf(given: unknown, place: string, integer: boolean): readonly unknown[] {
  if (Array.isArray(given)) return checkedCount([...new Set(given)], place);
  const range = v.safeParse(RANGE, given);
  if (!range.success) {
    const expected = 'a list, or an object with from, to and step, or with from, to, count and scale (linear or log)';
    throw new SweepError(`${place} is ${valueText(given)}; expected ${expected}.`);
  }
  const values = 'step' in range.output ? steps(range.output, place) : points(range.output, place);
  const rounded = values.map((value) => (integer ? Math.round(value) : Number(value.toPrecision(DIGITS))));
  return checkedCount([...new Set(rounded)], place);
}

function checkedCount(values: readonly unknown[], place: string): readonly unknown[] {
  if (values.length > 0 && values.length <= MOST_VALUES) return values;
  throw new SweepError(`${place} has ${values.length} values; expected 1 to ${MOST_VALUES}.`);
}

function steps({ from, to, step }: { from: number; to: number; step: number }, place: string): number[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(step > 0) || !(count >= 1) || count > MOST_VALUES) {
    throw new SweepError(
      `${place} goes from ${from} to ${to} in steps of ${step}; expected 1 to ${MOST_VALUES} steps.`,
    );
  }
  return Array.from({ length: count }, (_, at) => from + at * step);
}

function points(
  { from, to, count, scale = 'linear' }: { from: number; to: number; count: number; scale?: 'linear' | 'log' },
  place: string,
): number[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_VALUES) {
    throw new SweepError(`${place} has a count of ${count}; expected a whole number from 1 to ${MOST_VALUES}.`);
  }
  if (scale === 'log' && !(from > 0 && to > 0)) {
    throw new SweepError(`${place} goes from ${from} to ${to} on a log scale; expected numbers above 0.`);
  }
  const share = (at: number) => (count === 1 ? 0 : at / (count - 1));
  const last = (at: number) => count > 1 && at === count - 1;
  return Array.from({ length: count }, (_, at) => {
    if (last(at)) return to;
    return scale === 'log' ? from * (to / from) ** share(at) : from + (to - from) * share(at);
  });
}

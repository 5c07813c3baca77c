import { isWithin, type Limit, rangeText } from '../../numeric';
import { readNumber } from '../../text';

/** The number that a person typed, or null and what is wrong with it. Accepts what the page's fields accept. */
export function typedNumber(
  text: string,
  limit: Limit,
): { readonly value: number; readonly problem: null } | { readonly value: null; readonly problem: string } {
  const typed = readNumber(text);
  if (typed.value === null || isWithin(typed.value, limit)) return typed;
  return { value: null, problem: `Enter ${rangeText(limit)}.` };
}

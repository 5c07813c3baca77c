import { plainNumber, readNumber } from '../../text';

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

/** The number that a person typed, or null and what is wrong with it. Accepts what the page's fields accept. */
export function typedNumber(
  text: string,
  { min, max, isWhole }: NumberRange,
): { readonly value: number; readonly problem: null } | { readonly value: null; readonly problem: string } {
  const typed = readNumber(text);
  if (typed.value === null) return typed;
  const { value } = typed;
  if (value >= min && value <= max && (!isWhole || Number.isSafeInteger(value))) return typed;
  const kind = isWhole ? 'a whole number' : 'a number';
  return { value: null, problem: `Enter ${kind} from ${plainNumber(min)} to ${plainNumber(max)}.` };
}

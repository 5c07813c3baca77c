import { plainNumber, readNumber } from '../src/text';

/** What a number field takes. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly unit?: string;
}

/** The number that was typed, or the error to show below its field. */
export type BoundedNumber =
  | { readonly value: number; readonly error: null }
  | { readonly value: null; readonly error: string };

/** Reads the text of a number field. Every number field of the page is read here. */
export function boundedNumber(text: string, { min, max, integer, unit }: Bounds): BoundedNumber {
  const wrong = (error: string): BoundedNumber => ({ value: null, error });
  const range = `${plainNumber(min)} to ${plainNumber(max)}${unit ? ` ${unit}` : ''}`;
  if (text.trim() === '') return wrong(`Enter a number, ${range}.`);
  const { value, problem } = readNumber(text);
  if (problem !== null) return wrong(`${problem} The range is ${range}.`);
  const clamped = Math.min(max, Math.max(min, value));
  const nearest = `The nearest is ${plainNumber(integer ? Math.round(clamped) : clamped)}.`;
  if (integer && !Number.isInteger(value)) return wrong(`Enter a whole number, ${range}. ${nearest}`);
  return value === clamped ? { value, error: null } : wrong(`Must be ${range}. ${nearest}`);
}

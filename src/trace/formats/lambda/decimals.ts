import { EXACT_DIGITS, EXACT_POWERS_OF_TEN, parseDecimal } from '../../numbers';

/**
 * The decimal number at [start, end) divided by 10^shift, rounded once: `102.61` ms are 0.10261 s. NaN for a negative
 * number or any other text.
 */
export function readNumberAt(text: string, start: number, end: number, shift: number): number {
  let digits = 0;
  let point = -1;
  const length = end - start;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === -2 && point < 0) point = i;
    else return anyNumber(text.slice(start, end), shift);
  }
  const isExact = length <= EXACT_DIGITS && length > (point < 0 ? 0 : 1);
  if (!isExact) return anyNumber(text.slice(start, end), shift);
  return digits / EXACT_POWERS_OF_TEN[shift + (point < 0 ? 0 : end - 1 - point)];
}

function anyNumber(text: string, shift: number): number {
  const value = parseDecimal(text);
  return value >= 0 ? value / EXACT_POWERS_OF_TEN[shift] : Number.NaN;
}

/** A JSON number, or a text with one, divided by 10^shift. NaN for a negative number or anything else. */
export function scaledNumber(value: unknown, shift: number): number {
  // A number is divided as it is written: 372.686 / 1000 is not 0.372686.
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? readNumberAt(text, 0, text.length, shift) : Number.NaN;
}

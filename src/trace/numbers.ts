/** The powers of ten that a double represents exactly. */
export const EXACT_POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Any integer with this many decimal digits is exact as a double. */
export const EXACT_DIGITS = 15;

const DECIMAL = /^[ \t]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/**
 * The value of a decimal number, correctly rounded. Spaces and tabs around it are allowed. NaN for any other text, such
 * as '', hexadecimal, `Infinity`, `NaN`, or a number beyond the range of a double.
 * @param shift places by which the point is moved to the left: 3 for seconds from milliseconds
 */
export function parseDecimal(text: string, shift = 0): number {
  const value = shortDecimal(text, shift);
  if (value >= 0) return value;
  if (!DECIMAL.test(text)) return Number.NaN;
  const rounded = shift === 0 ? Number(text) : shiftedNumber(text, shift);
  return Number.isFinite(rounded) ? rounded : Number.NaN;
}

/** Digits with at most one point, few enough that one exact division rounds correctly; -1 for any other text. */
function shortDecimal(text: string, shift: number): number {
  const length = text.length;
  if (length === 0 || length > EXACT_DIGITS + 1) return -1;
  let digits = 0;
  let point = -1;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === -2 && point < 0) point = i;
    else return -1;
  }
  if (point < 0 && length > EXACT_DIGITS) return -1;
  if (point >= 0 && length === 1) return -1;
  const places = shift + (point < 0 ? 0 : length - 1 - point);
  return places < EXACT_POWERS_OF_TEN.length ? digits / EXACT_POWERS_OF_TEN[places] : -1;
}

function shiftedNumber(text: string, shift: number): number {
  const [mantissa, exponent = '0'] = text.trim().toLowerCase().split('e');
  return Number(`${mantissa}e${Number(exponent) - shift}`);
}

/** Numbers as text, in English notation. None of these functions prints a negative zero. */

const DASH = '–';

const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0, signDisplay: 'negative' });
const sixDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6, signDisplay: 'negative' });
const significantDigits = Array.from(
  { length: 6 },
  (_, i) => new Intl.NumberFormat('en-US', { maximumSignificantDigits: i + 1, signDisplay: 'negative' }),
);

/** Rounds to a whole number and groups its digits: 1004213 → "1,004,213". */
export function count(value: number): string {
  return formatted(value, wholeNumber);
}

/** A count with its noun: "1 cold start", "2,000 cold starts". */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? singular : plural}`;
}

/** A number with up to six decimals: 4294967295 → "4,294,967,295", 0.5 → "0.5". */
export function plainNumber(value: number): string {
  return formatted(value, sixDecimals);
}

/** A number rounded to `digits` significant digits (1 to 6): 1234.5 → "1,230", 1e-300 → "1.00e-300". */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return DASH;
  const magnitude = Math.abs(value);
  const isPlain = magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e15);
  return isPlain ? significantDigits[digits - 1].format(value) : value.toExponential(digits - 1);
}

/** Numbers of more than 21 digits are written with an exponent. */
function formatted(value: number, format: Intl.NumberFormat): string {
  if (!Number.isFinite(value)) return DASH;
  return Math.abs(value) < 1e21 ? format.format(value) : value.toExponential(3);
}

/** A number with exactly `digits` decimals and no grouping: -0.0001 → "0.00". */
export function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');
}

/**
 * A share of 1 as a percentage; it reads 0 % or 100 % only if it is exactly that: 0.125 → "13 %", 0.9999 → "> 99 %".
 */
export function percent(share: number, digits = 0): string {
  if (!Number.isFinite(share)) return DASH;
  const step = 10 ** -digits;
  const percentage = 100 * share;
  if (percentage > 0 && percentage < step) return `< ${step} %`;
  if (percentage < 100 && percentage > 100 - step) return `> ${fixed(100 - step, digits)} %`;
  return `${Number(fixed(percentage, digits))} %`;
}

/** A ratio to three significant digits: "13.4×". */
export function ratio(value: number): string {
  return Number.isFinite(value) ? `${significant(value)}×` : DASH;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Bytes in decimal units (kB is 10³, MB is 10⁶), as registries and network cards count: "45.3 MB". */
export function bytes(value: number): string {
  if (!Number.isFinite(value)) return DASH;
  let scaled = value;
  let unit = 0;
  // 999.5 and more would round up to 1,000 of the smaller unit.
  while (Math.abs(scaled) >= 999.5 && unit < BYTE_UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  if (unit === 0) return counted(value, 'byte');
  return `${Math.abs(scaled) < 1000 ? significant(scaled) : count(scaled)} ${BYTE_UNITS[unit]}`;
}

/** Numbers as text, in English notation. None of these functions prints a negative zero. */

const DASH = '–';

/** Rounds to a whole number and groups its digits: 1004213 → "1,004,213". */
export function count(value: number): string {
  return decimal(value, 0);
}

/** A count with its noun: "1 cold start", "2,000 cold starts". */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? singular : plural}`;
}

/** A number with up to six decimals: 4294967295 → "4,294,967,295", 0.5 → "0.5". */
export function plainNumber(value: number): string {
  return decimal(value, 6);
}

/** A number rounded to `digits` significant digits (1 to 6): 1234.5 → "1,230", 1e-300 → "1.00e-300". */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return DASH;
  const magnitude = Math.abs(value);
  const isPlain = magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e15);
  return isPlain ? grouped(value, () => digits) : value.toExponential(digits - 1);
}

/** A number with up to `decimals` decimals. Numbers of more than 21 digits are written with an exponent. */
function decimal(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return DASH;
  return Math.abs(value) < 1e21 ? grouped(value, (exponent) => exponent + 1 + decimals) : value.toExponential(3);
}

/**
 * A number as `Intl.NumberFormat` writes it in English, which takes 13 ms to load in a process that prints a few
 * numbers: rounds the shortest decimal number that reads as `value`, halves away from zero.
 * @param kept how many of its digits to keep, by the exponent of ten of the first
 */
function grouped(value: number, kept: (exponent: number) => number): string {
  const [mantissa, power] = Math.abs(value).toExponential().split('e');
  let digits = mantissa.replace('.', '');
  let exponent = Number(power);
  const keep = kept(exponent);
  if (keep < digits.length) {
    const rounded = BigInt(`0${digits.slice(0, Math.max(keep, 0))}`) + (keep >= 0 && digits[keep] >= '5' ? 1n : 0n);
    digits = `${rounded}`.padStart(keep, '0');
    // 9.99 becomes 10.0: one digit more before the point.
    exponent += digits.length - Math.max(keep, 0);
  }
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = `${'0'.repeat(Math.max(-exponent - 1, 0))}${digits.slice(Math.max(exponent + 1, 0))}`;
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`.replace(/\.?0*$/, '');
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
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

/** A percentile by its share of the values: 0.5 → "p50", 0.999 → "p99.9". */
export function percentileText(share: number): string {
  return `p${Number((100 * share).toFixed(1))}`;
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

/** The next larger number of an array's kind. Bounds of half-open intervals are made with it. */

const double = new Float64Array(1);
const doubleBits = new BigInt64Array(double.buffer);
const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);

/** The least double above a number, or the largest below it. */
export function nextDouble(value: number, step: 1 | -1 = 1): number {
  if (value === Number.POSITIVE_INFINITY) return step === 1 ? value : Number.MAX_VALUE;
  if (value === 0) return step * Number.MIN_VALUE;
  double[0] = value;
  doubleBits[0] += BigInt(value > 0 ? step : -step);
  return double[0];
}

/** The least single above a single. */
export function nextSingle(value: number): number {
  if (value === Number.POSITIVE_INFINITY) return value;
  single[0] = value + 0;
  singleBits[0] += value >= 0 ? 1 : -1;
  return single[0];
}

/** The least number with `number / divisor >= quotient`: exactly those from it on have a quotient as large. */
export function leastDividend(quotient: number, divisor: number): number {
  if (divisor === 1 || !Number.isFinite(quotient)) return quotient;
  let least = quotient * divisor;
  while (least / divisor >= quotient) least = nextDouble(least, -1);
  while (least / divisor < quotient) least = nextDouble(least);
  return least;
}
